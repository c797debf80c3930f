// Said before any schema is made, and without the library for them, which comes later if at all: it would else probe for `new Function`, which the content policy reports.

Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
