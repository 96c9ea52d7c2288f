import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import * as v from 'valibot'
import { ended } from '../browsers/processes.ts'
import { PAGE } from './api-server.ts'

/** A server under measurement, in a process of its own that goes with this one. */
export interface MeasuredServer {
  /** Where it listens. */
  readonly url: string
  /** Asks it something: see `serveMeasured`. It answers one question after the other. */
  ask<T>(question: 'processor time' | 'what is known', schema: v.GenericSchema<unknown, T>): Promise<T>
  close(): Promise<void>
}

/** The garbage collector at hand, and code that stays once it is there: for whoever is asked what is kept in memory. */
const FLAGS = ['--expose-gc', '--no-flush-bytecode']

/** Starts a program that tells its port as soon as it listens. */
export async function startServer(program: URL, args: readonly string[]): Promise<MeasuredServer> {
  const child = fork(program, args, { execArgv: FLAGS })
  const port = v.parse(v.number(), await nextMessage(child))
  return {
    url: `http://127.0.0.1:${port}`,
    async ask(question, schema) {
      const answered = nextMessage(child)
      child.send(question)
      return v.parse(schema, await answered)
    },
    close: () => ended(child),
  }
}

/** Runs a program in a process of its own. @returns the one message that it sends */
export async function runApart(program: URL, args: readonly string[]): Promise<unknown> {
  const child = fork(program, args, { execArgv: FLAGS })
  try {
    return await nextMessage(child)
  } finally {
    await ended(child)
  }
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const over = new AbortController()
  const gone = async () => {
    await once(child, 'exit', over)
    throw new Error('A process under measurement ended; its words stand above.')
  }
  try {
    const [message] = await Promise.race([once(child, 'message', over), gone()])
    return message
  } finally {
    over.abort()
  }
}

/** Logs Ada in. @returns the headers of her page's requests from then on */
export async function logIn({ url }: MeasuredServer): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'lovelace' }),
  })
  const { accessToken } = v.parse(v.object({ accessToken: v.optional(v.string()) }), await answer.json())
  const cookies = answer.headers.getSetCookie().filter((line) => !/; path=\/refresh/i.test(line))
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  return { origin: PAGE, ...(accessToken ? { authorization: `Bearer ${accessToken}` } : { cookie }) }
}

/** What came of some requests. */
export interface Load {
  /** Requests for each second of the server's processor time. */
  rate: number
  /** Requests for each second of the clock. */
  throughput: number
  /** Milliseconds of each request, ascending. */
  latencies: number[]
}

/** How often autocannon looks whether all is done, in milliseconds. */
const LOOK = 10

/**
 * Makes `GET /me` so many times, over some connections at once. The load comes from this process, so time by the clock tells of
 * both, and processor time of the server alone.
 */
export async function load(
  server: MeasuredServer,
  headers: Record<string, string>,
  { requests, connections }: { requests: number; connections: number },
): Promise<Load> {
  const latencies: number[] = []
  let last = 0
  const before = await processorTime(server)
  const began = performance.now()
  const { promise: done, resolve, reject } = Promise.withResolvers<autocannon.Result>()
  const options = { url: `${server.url}/me`, headers, connections, amount: requests, sampleInt: LOOK }
  const running = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)))
  running.on('response', (_client, _status, _bytes, time) => {
    latencies.push(time)
    last = performance.now()
  })
  const { non2xx, errors } = await done
  if (non2xx > 0 || errors > 0) throw new Error(`${server.url} did not answer 200 throughout.`)
  const used = (await processorTime(server)) - before
  return {
    rate: (latencies.length / used) * 1e6,
    throughput: (latencies.length / (last - began)) * 1000,
    latencies: latencies.sort((a, b) => a - b),
  }
}

/** Microseconds so far. */
const processorTime = (server: MeasuredServer) => server.ask('processor time', v.number())
