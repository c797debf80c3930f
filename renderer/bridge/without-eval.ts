// Imported before any schema: the schema library would else probe for `new Function`, which the content policy reports.
import { config } from 'zod/v4/core'

config({ jitless: true })
