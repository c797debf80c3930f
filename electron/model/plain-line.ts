// Text from somebody else that stands in a line of ours.

/** One line that shows as what it is: no control, no direction mark, no blank at either end. */
export const PLAIN_LINE = /^(?! )[^\p{C}\p{Zl}\p{Zp}]{1,200}(?<! )$/u
