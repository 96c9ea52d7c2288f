import * as v from 'valibot'
import { benchReportSchema, type LivePart } from '../../../api/lab/bench-report.ts'
import type {
  ExperimentView,
  LabView,
  LootView,
  ProblemDetails,
  Rehearsal,
  Rehearsed,
  WireEvent,
} from '../../../api/lab/interface.ts'
import { settingsSchema } from '../../../api/settings/settings.ts'

/** Why the lab's control plane could not be used: it did not answer, the experiment is gone, or it refused. */
export class LabError extends Error {
  override name = 'LabError'
  readonly kind: 'gone' | 'ended' | 'refused'

  constructor(kind: LabError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

const origin = v.nullable(v.string())

const originsSchema = v.object({
  'same-origin': origin,
  'other-port': origin,
  subdomain: origin,
  'cross-site': origin,
  'https-subdomain': origin,
  'https-cross-site': origin,
})

const pagesSchema = v.object({ http: v.string(), https: origin })

const labSchema: v.GenericSchema<unknown, LabView> = v.object({
  pages: pagesSchema,
  origins: originsSchema,
  reports: v.string(),
  hostile: v.object({ 'another-site': pagesSchema, 'sibling-host': pagesSchema }),
  users: v.array(
    v.object({ username: v.string(), name: v.string(), role: v.string(), password: v.string() }),
  ),
})

const experimentSchema: v.GenericSchema<unknown, ExperimentView> = v.object({
  id: v.string(),
  settings: settingsSchema,
  bases: originsSchema,
  received: v.number(),
})

const headers = v.array(v.tuple([v.string(), v.string()]))

const wireEventSchema: v.GenericSchema<unknown, WireEvent> = v.object({
  number: v.number(),
  at: v.string(),
  duration: v.number(),
  request: v.object({
    method: v.string(),
    url: v.string(),
    preflight: v.boolean(),
    origin,
    site: origin,
    cookies: v.array(v.string()),
    otherCookies: v.number(),
    authorization: origin,
    bytes: v.object({ head: v.number(), credential: v.number() }),
    headers,
  }),
  server: v.number(),
  answer: v.nullable(v.object({ status: v.number(), headers })),
})

const lootSchema: v.GenericSchema<unknown, LootView> = v.object({
  loot: v.array(
    v.object({
      origin,
      holds: v.picklist(['credential', 'answer', 'nothing']),
      text: v.string(),
    }),
  ),
})

const answersSchema: v.GenericSchema<unknown, Rehearsed> = v.object({
  answers: v.array(v.object({ status: v.number(), headers, body: v.string(), server: v.number() })),
})

const problemSchema: v.GenericSchema<unknown, Pick<ProblemDetails, 'title' | 'detail' | 'errors'>> = v.object(
  {
    title: v.string(),
    detail: v.string(),
    errors: v.exactOptional(v.array(v.object({ field: v.string(), detail: v.string() }))),
  },
)

export const getLab = () => ask(labSchema, '/lab')

export const getExperiment = (id: string) => ask(experimentSchema, `/lab/experiments/${id}`)

export const createExperiment = (settings: object) =>
  ask(experimentSchema, '/lab/experiments', post(settings))

/** What attackers have sent home from an experiment. */
export const getLoot = (id: string) => ask(lootSchema, `/lab/experiments/${id}/loot`)

/** What an experiment would answer to a story, with nothing left behind. */
export const getAnswers = (rehearsal: Rehearsal) => ask(answersSchema, '/lab/answers', post(rehearsal))

/** Measures a part of the bench on the lab's machine, at a small size. */
export const measureNow = (part: LivePart) => ask(benchReportSchema, '/lab/bench', post({ part }))

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

async function ask<T>(schema: v.GenericSchema<unknown, T>, path: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(path, init).catch(() => null)
  if (!answer) throw new LabError('gone', `No answer from ${location.origin}.`)
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) {
    const result = v.safeParse(schema, body)
    if (result.success) return result.output
    throw new LabError('refused', `${path} answered with something that this page does not understand.`)
  }
  if (answer.status >= 502 && answer.status <= 504) {
    throw new LabError('gone', `${location.origin} answered ${answer.status}.`)
  }
  if (answer.status === 404) throw new LabError('ended', 'The experiment has ended.')
  throw new LabError('refused', problemIn(body, answer.status))
}

function problemIn(body: unknown, status: number): string {
  const result = v.safeParse(problemSchema, body)
  if (!result.success) return `The lab server answered ${status}.`
  const { detail, errors = [] } = result.output
  return [detail, ...errors.map((error) => `${error.field}: ${error.detail}`)].join(' ')
}

/** One event of the wire, or null where the text is none. */
export function readWireEvent(text: string): WireEvent | null {
  try {
    const result = v.safeParse(wireEventSchema, JSON.parse(text))
    return result.success ? result.output : null
  } catch {
    return null
  }
}
