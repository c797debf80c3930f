// A moment that somebody else tells.
import { z } from 'zod'

/** In milliseconds since 1970, from the year 1 to 9999: each has four digits (RFC 3339 §5.6), and none is beyond what a Date can hold. */
export const WallMs = z.number().min(-62_135_596_800_000).max(253_402_300_799_999)
