import { load, logIn, startServer } from './measured-server.ts'
import { median, spread } from './statistics.ts'

const ROUNDS = 7
const LOAD = { requests: 10_000, connections: 10 }

/**
 * `GET /me` here against the same work in Express, in turn: requests for each second of the server's
 * processor time, as the ratio of each round.
 */
export async function measureMe(credential: 'bearer' | 'session-cookie'): Promise<string> {
  const [koa, express] = await Promise.all([start('koa'), start('express')])
  const ratios: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const ours = await load(koa.server, koa.headers, LOAD)
    const theirs = await load(express.server, express.headers, LOAD)
    // The first round only warms up.
    if (round > 0) ratios.push(ours.rate / theirs.rate)
  }
  await Promise.all([koa, express].map(({ server }) => server.close()))
  return `GET /me with ${credential}: ${median(ratios).toFixed(2)} times Express's rate (${spread(ratios)}, ${ROUNDS} rounds)`

  async function start(kind: string) {
    const server = await startServer(new URL('server.ts', import.meta.url), [kind, credential])
    return { server, headers: await logIn(server) }
  }
}
