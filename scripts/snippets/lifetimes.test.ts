import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { settingsFor } from '../../api/test/settings.ts'
import { koa } from '../../web/snippets/server/koa.ts'
import { program } from '../../web/snippets/server/program.ts'
import { soundSettings } from '../../web/snippets/sound.ts'
import { temporaryFolder } from '../test-lab.ts'
import { createClient } from './client.ts'
import { startProgram } from './started.ts'

const session = { idleLifetime: 60, absoluteLifetime: 100 }
const token = { accessLifetime: 60, refreshLifetime: 100, refreshGrace: 10 }

/** Seconds after the login, and what was asked then is answered with. */
type Step = [seconds: number, asked: 'me' | 'refresh' | 'the same refresh', status: number]

const stories: { name: string; settings: object; steps: Step[] }[] = [
  {
    name: 'a session that is used lives until its absolute lifetime',
    settings: { session },
    steps: [
      [59, 'me', 200],
      [99, 'me', 200],
      [101, 'me', 401],
    ],
  },
  { name: 'a session that nobody uses ends', settings: { session }, steps: [[61, 'me', 401]] },
  {
    name: 'a session in its cookie lives until its absolute lifetime',
    settings: { credential: 'session-in-cookie', session },
    steps: [
      [99, 'me', 200],
      [101, 'me', 401],
    ],
  },
  {
    name: 'a successor lives no longer than the first refresh token, nor does a token',
    settings: { credential: 'bearer', token },
    steps: [
      [59, 'me', 200],
      [61, 'me', 401],
      [99, 'refresh', 200],
      [101, 'refresh', 401],
    ],
  },
  {
    name: 'a refresh token is good again within the grace',
    settings: { credential: 'bearer', token },
    steps: [
      [5, 'refresh', 200],
      [14, 'the same refresh', 200],
      [16, 'the same refresh', 401],
      [17, 'refresh', 401],
    ],
  },
]

// What the programs have in common says all of this, so one of them shows it.
it.each(stories)('$name', async ({ settings: partial, steps }) => {
  const { settings } = soundSettings(settingsFor(partial))
  const place = { page: 'http://app.localhost:5173', api: 'http://api.localhost:4000' }
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const clock = join(folder.path, 'clock')
  writeFileSync(clock, '0')
  const preload = new URL('clock.ts', import.meta.url).href
  const env = { DEMO_PASSWORD: 'lovelace', CLOCK_FILE: clock, NODE_OPTIONS: `--import=${preload}` }
  const server = await startProgram(program(koa, settings, place), env)
  onTestFinished(() => server.close())

  const client = createClient({ base: `http://api.localhost:${server.port}`, id: '' }, settings, {})
  const headers = { origin: place.page }
  const login = client.body({ username: 'ada', password: 'lovelace' }, headers)
  await client.ask('login', '/login', { method: 'POST', ...login })
  let used = ''
  const answered: Step[] = []
  for (const [seconds, asked] of steps) {
    writeFileSync(clock, String(seconds))
    if (asked === 'refresh') used = client.refreshToken()
    if (asked === 'me') await client.ask(asked, '/me', { headers: { ...headers, ...client.proof('/me') } })
    else
      await client.ask(asked, '/refresh', { method: 'POST', ...client.body({ refreshToken: used }, headers) })
    answered.push([seconds, asked, client.told[asked]?.status ?? 0])
  }
  expect(answered).toEqual(steps)
})
