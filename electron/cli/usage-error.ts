// Bad input on the command line: exit 2, and one line that says what, where and the mend.

export class UsageError extends Error {}
