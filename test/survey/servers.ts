// All servers of the survey, in the order of the dataset.
import type { Server } from './server.ts'
import { NODE_SERVERS } from './servers/node.ts'
import { OTHER_SERVERS } from './servers/other-languages.ts'
import { PROXIES } from './servers/proxies.ts'
import { PYTHON_SERVERS } from './servers/python.ts'
import { WEB_SERVERS } from './servers/web-servers.ts'

export const SERVERS: readonly Server[] = [...WEB_SERVERS, ...PROXIES, ...NODE_SERVERS, ...PYTHON_SERVERS, ...OTHER_SERVERS]
