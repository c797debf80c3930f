// Clients as people use them, each told to repeat a request up to two times in the way that its manual says; what they do is their own.
import { createRequire } from 'node:module'
import axios from 'axios'
import axiosRetry from 'axios-retry'
import got from 'got'
import ky from 'ky'
import nodeFetch from 'node-fetch'
import { Agent, RetryAgent, request } from 'undici'
import { sendRawly, type Send } from '../../electron/core/proving/play.ts'

type Call = (method: string, url: string) => Promise<unknown>
interface Asked extends Promise<unknown> { retry(times: number): Asked }

const require = createRequire(import.meta.url)
const makeFetchHappen = require('make-fetch-happen') as (url: string, options: object) => Promise<{ text(): Promise<string> }>
const superagent = require('superagent') as (method: string, url: string) => Asked

const retrying = axios.create()
axiosRetry(retrying, { retries: 2 })
const KY_METHODS: Readonly<Record<string, 'get' | 'post' | 'put'>> = { GET: 'get', POST: 'post', PUT: 'put' }

/** By the name that a script gives in its field `Client`. */
export const CLIENTS: Readonly<Record<string, Call>> = {
  fetch: async (method, url) => (await fetch(url, { method })).text(),
  'node-fetch': async (method, url) => (await nodeFetch(url, { method })).text(),
  axios: (method, url) => axios.request({ method, url }),
  'axios-retry': (method, url) => retrying.request({ method, url }),
  got: (method, url) => got(url, { method: method as 'GET', retry: { limit: 2 } }),
  ky: (method, url) => ky[KY_METHODS[method] ?? 'get'](url, { retry: 2 }),
  undici: async (method, url) => {
    const agent = new RetryAgent(new Agent(), { maxRetries: 2 })
    try {
      await (await request(url, { method: method as 'GET', dispatcher: agent })).body.text()
    } finally {
      await agent.close()
    }
  },
  superagent: (method, url) => superagent(method, url).retry(2),
  'make-fetch-happen': async (method, url) => (await makeFetchHappen(url, { method, retry: { retries: 2, minTimeout: 100, maxTimeout: 100 } })).text(),
}

/** As bytes, unless the script names a `Client`; with `Times: 5`, five of them at once. */
export const sendAsClient: Send = async (draft, topology) => {
  const valueOf = (name: string) => draft.fields.find(field => field.name === name)?.value
  const name = valueOf('Client')
  if (name === undefined) return sendRawly(draft, topology)
  const call = CLIENTS[name]
  const [entry] = topology.entries
  if (!call || !entry) throw new Error(`there is no client "${name}"`)
  // They throw for a 501, and for what they gave up; what came is in the capture.
  const once = () => call(draft.method, `${entry.url}${draft.target}`).catch(() => undefined)
  return Promise.all(Array.from({ length: Number(valueOf('Times') ?? 1) }, once))
}
