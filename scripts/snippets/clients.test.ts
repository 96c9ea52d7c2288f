import type { HTTPResponse } from 'puppeteer-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Experiment } from '../../api/lab/experiments.ts'
import type { WireEvent } from '../../api/lab/interface.ts'
import { basesOf } from '../../api/lab/origins.ts'
import { clientSnippets } from '../../web/snippets/client/clients.ts'
import { CLIENT_EXAMPLES, type ClientExample } from '../../web/snippets/client/examples.ts'
import { addressOf, type Told, tellStory } from '../browsers/story.ts'
import { sendJson } from '../test-lab.ts'
import { useChromium, useLabWithPage, useTab } from '../test-setup.ts'
import { bundle } from './bundle.ts'
import { LOGIN, runTaken, STORY, settingsOf } from './taken.ts'

const lab = useLabWithPage()
const running = useChromium('allow')
const tab = useTab(running)

const home = () => lab.current.origins.pages.http

/** A snippet, and the experiment that it calls. */
interface Taken {
  name: string
  experiment: Experiment
  /** Its place in the script that holds them all. */
  place: number
}

/** Those for the knobs that do all that is asked of them. */
const taken = new Map<object, Taken[]>()
let script = ''

const PATIENT = { timeout: 5000 }
const LIBRARIES = ['axios', 'fetch']
/** The answers take their time, so that requests wait together. */
const REFRESHING = ['jwt-cookie', 'bearer'].map((credential) => ({
  credential,
  relation: 'same-origin',
  'wire.latency': 150,
}))

beforeAll(async () => {
  const files: string[] = []
  for (const knobs of [...CLIENT_EXAMPLES.map(({ knobs }) => knobs), ...REFRESHING]) {
    const made = LIBRARIES.flatMap((library): Taken[] => {
      const settings = settingsOf(knobs)
      const experiment = lab.current.experiments.create(settings)
      const api = basesOf(experiment.id, lab.current.origins, 'http')[settings.relation]
      const snippet = clientSnippets(settings, { page: home(), api: api ?? '' }).find(
        ({ name }) => name === library,
      )
      if (!snippet || snippet.notes.length > 0) return []
      return [{ name: library, experiment, place: files.push(snippet.code) - 1 }]
    })
    taken.set(knobs, made)
  }
  script = await bundle('taken', files)
})

const ACTIONS = ['login', 'me', 'transfer', 'logout', 'me'] as const

/**
 * What the server saw, without what is another with each experiment. The page makes its client anew for each key, and so asks
 * for the CSRF token each time: the first time stands for all.
 */
async function seenBy({ id, wire }: Experiment) {
  // The script may have an answer a moment before the server has closed it.
  await expect.poll(() => wire.events.length, PATIENT).toBe(wire.received)
  const sorted = wire.events.toSorted((a, b) => a.number - b.number)
  const seen = sorted.map(({ request, answer }: WireEvent) => ({
    request: `${request.method} ${new URL(request.url).pathname.split(id)[1]}`,
    preflight: request.preflight,
    cookies: request.cookies.map((name) => name.replace(id, 'id')),
    authorization: request.authorization?.split(' ')[0] ?? null,
    headers: request.headers
      .map(([name, value]) => (name === 'x-xsrf-token' ? name : `${name}: ${value}`))
      .toSorted(),
    status: answer?.status,
  }))
  const first = seen.findIndex(({ request }) => request === 'GET /csrf')
  return seen.filter(({ request }, index) => request !== 'GET /csrf' || index === first)
}

/** The lab's own client: the experiment that the page made for the story, and what came of it. */
async function tellLabs(knobs: ClientExample['knobs']): Promise<{ told: Told[]; experiment: Experiment }> {
  const made: HTTPResponse[] = []
  const note = (response: HTTPResponse) => {
    if (response.status() === 201 && response.url() === `${home()}/lab/experiments`) made.push(response)
  }
  tab.current.on('response', note)
  const told = await tellStory(tab.current, addressOf(home(), knobs), [...ACTIONS])
  tab.current.off('response', note)
  // Where the page had to find out which browser shows it, that was another one before.
  const { id = '' } = (await made.at(-1)?.json()) ?? {}
  const experiment = lab.current.experiments.find(String(id))
  if (!experiment) throw new Error('The page has made no experiment.')
  return { told, experiment }
}

/** Of each call the status; what a client asks for besides is left out. */
const statuses = (told: readonly Told[]) =>
  told.filter(({ path }) => !['/csrf', '/refresh'].includes(path)).map(({ script }) => Number(script) || 0)

const isGood = (status: number) => status >= 200 && status < 300

const titleOf = (knobs: object) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ') || 'the defaults'

it.each(CLIENT_EXAMPLES.map((example) => ({ ...example, title: titleOf(example.knobs) })))(
  '$title: the code asks as the lab does, and gets $comes',
  async ({ knobs, comes }) => {
    const { told, experiment } = await tellLabs(knobs)
    expect(statuses(told)).toEqual(comes)
    const expected = await seenBy(experiment)
    const own = taken.get(knobs) ?? []
    expect(own.length).toBeGreaterThan(0)
    await tab.current.evaluate(script)
    for (const one of own) {
      const came = await runTaken(tab.current, one.place, STORY)
      const short = came.map((call) => ('status' in call ? call.status : 'a value'))
      expect.soft(short, one.name).toEqual(comes.map((status) => (isGood(status) ? 'a value' : status)))
      expect.soft(await seenBy(one.experiment), one.name).toEqual(expected)
    }
  },
)

/** The keys that signed the tokens of a login verify no more: the API says 401, and gives new ones for the refresh token. */
async function expire({ id }: Experiment): Promise<void> {
  await sendJson(`${home()}/lab/experiments/${id}/keys`, {})
  await sendJson(`${home()}/lab/experiments/${id}/keys`, {})
}

describe.each(REFRESHING)('$credential', (knobs) => {
  it.each(LIBRARIES)(
    '%s: an expired token is renewed once for all that wait, and each asks once more',
    async (library) => {
      const one = taken.get(knobs)?.find(({ name }) => name === library)
      if (!one) throw new Error(`There is no code for ${library}.`)
      await tab.current.goto(home())
      await tab.current.evaluate(script)
      await runTaken(tab.current, one.place, LOGIN)
      await expire(one.experiment)
      // Not the same twice: the browser would hold the second back until it knows whether the first can be cached.
      const together = "...await Promise.all([tell(me()), tell(transfer('barbara', 10))])"
      expect(await runTaken(tab.current, one.place, `${together}, await tell(me())`)).toEqual([
        { value: expect.objectContaining({ username: 'ada' }) },
        { value: expect.objectContaining({ to: 'barbara' }) },
        { value: expect.objectContaining({ username: 'ada' }) },
      ])
      const seen = await seenBy(one.experiment)
      expect(seen.map(({ request, status }) => `${request} ${status}`).toSorted()).toEqual([
        'GET /me 200',
        'GET /me 200',
        'GET /me 401',
        'POST /login 200',
        'POST /refresh 200',
        'POST /transfers 201',
        'POST /transfers 401',
      ])
    },
  )
})
