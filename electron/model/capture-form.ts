// A capture as a file: its forms, and what was taken out of it before it leaves the machine.
import { z } from 'zod'

/** `lab501` keeps every octet on every hop; `har` is HAR 1.2, which other programs read too. */
export const CaptureForm = z.enum(['lab501', 'har'])
export type CaptureForm = z.infer<typeof CaptureForm>

/** Where a secret stood. `echo`: the same octets again, somewhere that is no place for secrets, such as the answer to a TRACE. */
export const SecretPlace = z.enum(['field', 'cookie', 'query', 'user-info', 'content', 'token', 'echo'])
export type SecretPlace = z.infer<typeof SecretPlace>

/** What was redacted, by its name: `Authorization`, three times. */
export const Redacted = z.object({ place: SecretPlace, name: z.string(), count: z.int().positive() })
export type Redacted = Readonly<z.infer<typeof Redacted>>
