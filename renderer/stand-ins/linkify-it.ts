// Stands in the built page for the library that finds addresses in plain text, which is turned off: only what an author marks as a link is one.

export class LinkifyIt {}
