import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import * as v from 'valibot'
import { PAGE } from './servers.ts'
import { median, spread } from './statistics.ts'

const ROUNDS = 7
const SECONDS = 3
const CONNECTIONS = 10

interface Measured {
  child: ChildProcess
  url: string
  headers: Record<string, string>
}

/**
 * `GET /me` here against the same work in Express, in turn: requests for each second of the server's
 * processor time, as the ratio of each round. The load comes from this process, so wall time would
 * tell of both.
 */
export async function measureMe(credential: 'bearer' | 'session-cookie'): Promise<string> {
  const servers = { koa: await start('koa'), express: await start('express') }
  const ratios: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const koa = await rate(servers.koa)
    const express = await rate(servers.express)
    // The first round only warms up.
    if (round > 0) ratios.push(koa / express)
  }
  for (const { child } of Object.values(servers)) child.kill()
  return `GET /me with ${credential}: ${median(ratios).toFixed(2)} times Express's rate (${spread(ratios)}, ${ROUNDS} rounds)`

  async function start(kind: string): Promise<Measured> {
    const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [kind, credential])
    const [port] = await once(child, 'message')
    const url = `http://127.0.0.1:${port}`
    const answer = await fetch(`${url}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ada', password: 'lovelace' }),
    })
    const { accessToken } = v.parse(v.object({ accessToken: v.optional(v.string()) }), await answer.json())
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    const proof = accessToken ? { authorization: `Bearer ${accessToken}` } : { cookie: cookie ?? '' }
    return { child, url: `${url}/me`, headers: { origin: PAGE, ...proof } }
  }
}

/** Requests for each second of the server's processor time. */
async function rate({ child, url, headers }: Measured): Promise<number> {
  const before = await processorTime(child)
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url} did not answer 200 throughout.`)
  return result.requests.total / ((await processorTime(child)) - before)
}

/** Microseconds so far. */
async function processorTime(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message')
  child.send('processor time')
  return v.parse(v.tuple([v.number()]), (await answered).slice(0, 1))[0]
}
