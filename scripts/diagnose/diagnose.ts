import type { WireRequest } from '../../web/browser/network.ts'
import type { Answer, Header } from '../../web/browser/scenario.ts'
import { maskedHop } from '../../web/explain/finding.ts'
import { maskedHeader, maskedUrl } from '../../web/explain/secrets.ts'
import { attributesTaken, cookieOutlook, type Outlook } from './cookies.ts'
import { liveNetwork } from './liveNetwork.ts'
import { NoAnswer } from './noAnswer.ts'
import type { Asked } from './options.ts'
import { policyFaults } from './policy.ts'
import type { PolicyFault } from './policyFaults.ts'
import { secretsOf } from './secretsOf.ts'
import { sharedWire } from './sharedWire.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** What was asked of a live server, what came, and what is to be said of it. Secrets are masked. */
export interface Diagnosis {
  request: {
    url: string
    origin: string
    method: string
    mode: string
    credentials: string
    headers: Header[]
    /** Names. */
    cookies: string[]
    preflightOnly: boolean
  }
  /** Whether the exit status is 0. */
  ok: boolean
  verdicts: Verdict[]
  policy: PolicyFault[]
  /** Null where cookies were given. */
  cookies: Outlook[] | null
  exchanges: { request: WireRequest; answer: Answer; askedBy: string[] }[]
  /** What was not told, and what was taken in its place. */
  assumed: string[]
}

/**
 * Asks a live server, in the name of each engine, and then in the name of other origins.
 * @returns the diagnosis, and what must not be printed wherever it stands
 * @throws NoAnswer where the request itself was not answered
 */
export async function diagnose(asked: Asked): Promise<{ diagnosis: Diagnosis; secrets: string[] }> {
  const now = Date.now()
  const { request, page, cookies, engines, timeout, insecure } = asked
  const of = (url: string, mode: Asked['request']['mode'] = 'cors') =>
    liveNetwork({ timeout, insecure, page: { url, mode } })
  const wire = sharedWire(of(page, request.mode))
  const verdicts: Verdict[] = []
  for (const engine of engines) verdicts.push(await verdictOf(engine, asked, wire.as(engine), now))
  const seen = [...wire.exchanged]
  const passed = verdicts.every(({ blockedBy }) => blockedBy === null)
  const probed = await policyFaults(asked, seen, passed, (url, asker) => wire.as(asker, of(url))).then(
    tried,
    untried,
  )
  return {
    diagnosis: {
      request: told(asked),
      ok:
        verdicts.every((verdict) => passes(verdict, asked)) &&
        !probed.faults.some(({ grade }) => grade === 'fault'),
      verdicts,
      policy: probed.faults,
      cookies: cookies.length > 0 ? null : await cookieOutlook(asked, now),
      exchanges: wire.exchanged.map(({ request, answer, askedBy }) => ({
        ...maskedHop(request, answer),
        askedBy,
      })),
      assumed: [...assumptions(asked), ...probed.assumed],
    },
    secrets: secretsOf(asked, wire.exchanged),
  }
}

function told({ request, origin, cookies, preflightOnly }: Asked): Diagnosis['request'] {
  const { url, method, mode, credentials, headers } = request
  return {
    url: maskedUrl(url),
    origin,
    method,
    mode,
    credentials,
    headers: headers.map(([name, value]): Header => [name, maskedHeader(name, value)]),
    cookies: cookies.map(({ name }) => name),
    preflightOnly,
  }
}

interface Probes {
  faults: PolicyFault[]
  assumed: string[]
}

/** Where no cookie is to go along, those that come are nobody's loss either. */
function passes({ result, setCookies, withheld }: Verdict, { request }: Asked): boolean {
  if (result !== 'readable' && result !== 'not sent') return false
  if (request.credentials === 'omit') return true
  return withheld.length === 0 && setCookies.every(({ stored }) => stored)
}

function assumptions(asked: Asked): string[] {
  const { standIns, cookies } = asked
  const attributes = attributesTaken(asked)
  return [
    ...standIns.map(
      (name) => `The header ${name} was named without a value, so one that stands in for it was sent.`,
    ),
    ...cookies.map(
      ({ name }) =>
        `The attributes of the cookie ${name} were not told: it is taken for one that the API had set, in answer to this page, with ${attributes}.`,
    ),
  ]
}

const tried = (faults: PolicyFault[]): Probes => ({ faults, assumed: [] })

/** A probe without an answer takes nothing from what is known of the request itself. */
function untried(error: unknown): Probes {
  if (!(error instanceof NoAnswer)) throw error
  return { faults: [], assumed: [`Other origins could not be tried. ${error.message}`] }
}
