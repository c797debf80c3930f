/** A control names a participant that is not there, or that it cannot be done to; the message says so. In a file of its own, since whoever only asks a simulator in another process needs no more of it. */
export class UnknownParticipant extends Error {}
