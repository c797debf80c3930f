// All servers of the survey, in the order of the dataset.
import type { Server } from './server.ts'
import { NODE_SERVERS } from './servers/node.ts'
import { PYTHON_SERVERS } from './servers/python.ts'
import { WEB_SERVERS } from './servers/web-servers.ts'

export const SERVERS: readonly Server[] = [...WEB_SERVERS, ...NODE_SERVERS, ...PYTHON_SERVERS]
