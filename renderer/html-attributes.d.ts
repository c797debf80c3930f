// Attributes of HTML that the types of Vue do not know yet.
declare module 'vue' {
  interface HTMLAttributes {
    popover?: '' | 'auto' | 'manual'
  }
  interface InputHTMLAttributes {
    webkitdirectory?: '' | boolean
  }
  interface ButtonHTMLAttributes {
    popovertarget?: string
  }
}

export {}
