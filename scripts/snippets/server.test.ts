import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { unhashedDemoUsers } from '../../api/lab/demo-users.ts'
import type { Settings } from '../../api/settings/settings.ts'
import { settingsFor } from '../../api/test/settings.ts'
import { koa } from '../../web/snippets/server/koa.ts'
import { program } from '../../web/snippets/server/program.ts'
import { serverSnippets } from '../../web/snippets/server/servers.ts'
import type { Place, Snippet } from '../../web/snippets/snippet.ts'
import { soundSettings } from '../../web/snippets/sound.ts'
import { openLab } from '../lab.ts'
import { experiment } from '../test-lab.ts'
import { useLab } from '../test-setup.ts'
import type { Client } from './client.ts'
import { ROWS } from './rows.ts'
import { type Started, startNginx, startProgram } from './started.ts'
import { tellStory } from './story.ts'

type Told = Client['told']

const free = { page: 0, api: 0 }
const lab = useLab(async (data) =>
  openLab({ ...free, https: free, data, users: unhashedDemoUsers }, (_, response) => response.end()),
)

const env = {
  DEMO_PASSWORD: 'lovelace',
  // Else each program makes a key, which takes longer than all else.
  TOKEN_PRIVATE_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
}

const SERVERS = ['Koa', 'Express', 'Fastify', 'Hono', 'nginx']

describe.each(ROWS)('$name', ({ settings: partial }) => {
  let settings: Settings
  let place: Place
  let ofLab: Told

  beforeAll(async () => {
    settings = soundSettings(settingsFor(partial)).settings
    const { pages, api } = lab.current.origins
    place = { page: pages.http, api: api[settings.relation] ?? '' }
    const { id, bases } = await experiment(place.page, settings)
    // The https origins are asked over http: nothing in a server's answer hangs on it.
    const base = bases[settings.relation === 'same-origin' ? 'same-origin' : 'cross-site']
    ofLab = await tellStory({ base: base ?? '', id }, settings, place.page)
  })

  it.each(SERVERS)('%s answers as the lab does', async (name) => {
    const opened: Started[] = []
    try {
      for (const start of starts(name, settings, place)) opened.push(await start(opened.at(-1)))
      const port = opened.at(-1)?.port
      const told = await tellStory({ base: `http://api.localhost:${port}`, id: '' }, settings, place.page)
      const asked = Object.keys(ofLab).filter((asked) => !otherwise(name, asked))
      expect(differences(ofLab, told, asked)).toEqual([])
    } finally {
      for (const server of opened) await server.close()
    }
  })
})

/** nginx tells a preflight from other requests, but OPTIONS that is none not from GET: nothing hangs on what it says there. */
const otherwise = (server: string, asked: string) =>
  server === 'nginx' && asked === 'OPTIONS that is no preflight'

/** What is answered otherwise: to which request, and how. */
function differences(ofLab: Told, told: Told, all: string[]) {
  const text = (told: Told, asked: string, part: string) =>
    JSON.stringify(Reflect.get(told[asked] ?? {}, part))
  return all.flatMap((asked) =>
    Object.keys(ofLab[asked] ?? {}).flatMap((part) => {
      const [lab, snippet] = [text(ofLab, asked, part), text(told, asked, part)]
      return lab === snippet ? [] : [{ asked, part, lab, snippet }]
    }),
  )
}

/** What has to be started, in order: a program, or an application and nginx before it. */
function starts(name: string, settings: Settings, place: Place) {
  const snippet = named(name, settings, place)
  if (name !== 'nginx') return [() => startProgram(snippet, env)]
  const application = program(koa, behindNginx(settings), place)
  return [() => startProgram(application, env), (behind?: Started) => startNginx(snippet, behind?.port ?? 0)]
}

function named(name: string, settings: Settings, place: Place): Snippet {
  const found = serverSnippets(settings, place).find((snippet) => snippet.name === name)
  if (!found) throw new Error(`There is no snippet for ${name}.`)
  return found
}

/**
 * An application that says of cookies only what nginx cannot, and of CORS nothing, or what nginx has to take out: with the
 * library's policy, which has the same Vary.
 */
function behindNginx(settings: Settings): Settings {
  const { prefix, maxAge } = settings.cookie
  const cookie = { prefix, maxAge, sameSite: 'unset', secure: false, partitioned: false }
  const loose = { origin: '*', credentials: false, exposeHeaders: ['x-own'] }
  const cors = settings.cors.policy === 'koa-cors' ? loose : { policy: 'off' }
  return settingsFor({ ...settings, cors, cookie })
}
