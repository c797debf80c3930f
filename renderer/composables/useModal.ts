// A modal dialog. It may be opened again before the browser tells that it was closed: that news is old then, and closes nothing.
import { ref, type Ref } from 'vue'

export interface Modal {
  /** What stands in it is made only then. */
  readonly isOpen: Ref<boolean>
  readonly show: () => void
  readonly close: () => void
  /** For the dialog's `close` event. */
  readonly onClose: () => void
}

/** @param dialog the element @param closed what is to be put away once it is closed */
export function useModal(dialog: Readonly<Ref<HTMLDialogElement | null>>, closed: () => void = () => undefined): Modal {
  const isOpen = ref(false)

  function show(): void {
    isOpen.value = true
    dialog.value?.showModal()
  }

  function onClose(): void {
    if (dialog.value?.open) return
    isOpen.value = false
    closed()
  }

  return { isOpen, show, close: () => dialog.value?.close(), onClose }
}
