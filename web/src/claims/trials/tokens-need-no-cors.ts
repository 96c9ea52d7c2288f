import type { Moved } from '../../settings/moved.ts'
import { type Stage, statusOf } from '../stage.ts'
import type { Trial } from './trial.ts'

/** Milliseconds that are added to each request. */
const LATENCY = 50
const CALLS = 3

export const tokensNeedNoCors: Trial<'tokens-need-no-cors'> = {
  async run(stage) {
    const cookie = await calls(stage, {})
    const never = await calls(stage, { credential: 'bearer', 'cors.maxAge': 0 })
    const unset = await calls(stage, { credential: 'bearer' })
    const remembered = await calls(stage, { credential: 'bearer', 'cors.maxAge': 600 })
    const sameOrigin = await calls(stage, { credential: 'bearer', relation: 'same-origin' })
    return {
      cookie: cookie.requests,
      never: never.requests,
      unset: unset.requests,
      remembered: remembered.requests,
      sameOrigin: sameOrigin.requests,
      cookieTime: cookie.time,
      neverTime: never.time,
      rememberedTime: remembered.time,
      ...(await refused(stage)),
    }
  },
  judge: ({ cookie, never, remembered, refusedSent }) =>
    never === cookie && remembered === cookie && refusedSent !== 0 ? 'holds' : 'fails',
}

/** Asks several times who one is, one after the other. @returns how many requests reached the server, and milliseconds */
async function calls(stage: Stage, knobs: Moved) {
  const visit = await stage.visit({ 'wire.latency': LATENCY, ...knobs })
  await visit.login()
  let time = 0
  const events = await visit.seen(async () => {
    const began = performance.now()
    for (let i = 0; i < CALLS; i += 1) await visit.ask((client) => client.me())
    time = Math.round(performance.now() - began)
  })
  return { requests: events.length, time }
}

/** Logs in on the page's own origin and asks elsewhere, where CORS allows nothing. */
async function refused(stage: Stage) {
  const visit = await stage.visit({ credential: 'bearer', 'cors.policy': 'off' })
  await visit.login('same-origin')
  let seen = ''
  const events = await visit.seen(async () => {
    seen = statusOf(await visit.ask((client) => client.me()))
  })
  return { refused: seen, refusedSent: events.filter(({ request }) => !request.preflight).length }
}
