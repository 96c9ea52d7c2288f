import type { Credential } from '../../../api/settings/settings.ts'
import { actionOf } from '../run/action.ts'
import { shortPath } from '../run/exchange.ts'
import type { Headline } from '../run/headline.ts'
import { type Cause, causeOf } from './cause.ts'
import type { PredictedAction, PredictedExchange } from './predictStory.ts'
import { sameSiteIn } from './side.ts'

export type Tense = 'will' | 'was'

const cookieWords: Record<Credential, string> = {
  'session-cookie': 'session cookie',
  'session-in-cookie': 'session cookie',
  'jwt-cookie': 'token cookie',
  bearer: 'cookie',
}

const label = ({ method, url }: PredictedExchange) => `\`${method} ${shortPath(url)}\``

/** What will come of a story that has not run. */
export function foretell(actions: readonly PredictedAction[], credential: Credential): Headline | null {
  const cause = causeOf(actions)
  if (cause) return causeHeadline(cause, actions, credential, 'will')
  const last = actions.at(-1)
  const got = last?.exchanges.at(-1)?.got
  if (!last || got?.kind !== 'readable') return null
  if (got.status >= 400) {
    return {
      mark: 'stop',
      title: `${actionOf(last.name).title} will be answered ${got.status}`,
      sentences: [],
    }
  }
  const carried = last.exchanges.at(-1)?.outcome.cookies.map((name) => `\`${name}\``) ?? []
  const brings =
    carried.length > 0 ? carried.join(' and ') : credential === 'bearer' ? 'the bearer token' : 'nothing'
  const request = last.exchanges.at(-1)
  return {
    mark: 'pass',
    title: 'You will be logged in, and the API will know you',
    sentences: request
      ? [`${label(request)} will bring ${brings}, and your script may read the answer.`]
      : [],
  }
}

/** A cause as the headline: before a run in the future tense, after it in the past. */
export function causeHeadline(
  cause: Cause,
  actions: readonly PredictedAction[],
  credential: Credential,
  tense: Tense,
): Headline {
  return {
    mark: 'stop',
    title: titleOf(cause, cookieWords[credential], tense),
    sentences: [
      ...opening(cause, tense),
      ...cause.steps.map(({ text }) => quoted(text)),
      ...innocent(cause, actions, tense),
    ],
  }
}

function titleOf(cause: Cause, noun: string, tense: Tense): string {
  const will = tense === 'will'
  const unknown = will ? ', and the API will not know you' : ', so the API does not know you'
  switch (cause.kind) {
    case 'refused':
      return `The ${noun} ${will ? 'will be' : 'was'} refused${unknown}`
    case 'withheld':
      return `The ${noun} ${will ? 'will stay' : 'stayed'} in the jar${unknown}`
    case 'left out':
      return `The request ${will ? 'will leave' : 'left'} cookies out${unknown}`
    case 'in vain':
      return `The ${noun} ${will ? 'will arrive, and still the API will' : 'arrived, and still the API does'} not know you`
    case 'opaque':
      return `The answer ${will ? 'will be' : 'is'} opaque to your script${workOf(cause, will)}`
    case 'blocked':
      return blockedTitle(cause, will)
  }
}

function blockedTitle(cause: Cause, will: boolean): string {
  const { exchange } = cause
  const { preflight, sent } = exchange.outcome
  if (sent) return `The answer ${will ? 'will be' : 'was'} kept from your script${workOf(cause, will)}`
  if (!preflight) return `${label(exchange)} ${will ? 'will never leave' : 'never left'} the browser`
  const status = exchange.hops.find(({ request }) => request.preflight)?.answer.status ?? 0
  const allowed = status >= 200 && status < 300 ? 'yet' : 'so'
  return `The preflight ${will ? 'will be' : 'was'} answered ${status}, ${allowed} ${label(exchange)} ${will ? 'will never be' : 'was never'} sent`
}

function workOf({ exchange }: Cause, will: boolean): string {
  const status = exchange.hops.at(-1)?.answer.status ?? 0
  if (status >= 400) return `: it ${will ? 'will be' : 'was'} a ${status}`
  return `; the server ${will ? 'will do' : 'did'} the work`
}

function opening({ kind, cookie, exchange }: Cause, tense: Tense): string[] {
  if (!cookie) return []
  const sameSite = sameSiteIn(cookie.attributes)
  const named = `\`${cookie.name}\`${sameSite ? `, \`SameSite=${sameSite}\`` : ''}`
  if (kind === 'withheld') return [`The jar ${tense === 'will' ? 'will hold' : 'holds'} ${named}.`]
  return [`${label(exchange)} ${tense === 'will' ? 'would answer' : 'answered'} with ${named}.`]
}

/** What is not at fault. */
function innocent({ kind, exchange }: Cause, actions: readonly PredictedAction[], tense: Tense): string[] {
  const all = actions.flatMap(({ exchanges }) => exchanges)
  const will = tense === 'will'
  if (kind === 'blocked' || kind === 'opaque') {
    const { sent, preflight, cookies } = exchange.outcome
    if (cookies.length > 0) return [`The cookie is not at fault: it ${will ? 'will go' : 'went'} along.`]
    return !sent && preflight ? ['No cookie is at fault: a preflight carries none.'] : []
  }
  const checked = all.some(({ outcome }) => outcome.steps?.some(({ rule }) => rule === 'fetch/cors-check'))
  if (!checked || all.some(({ outcome }) => outcome.result !== 'readable')) return []
  const both = all.length === 2 ? 'both answers' : 'all answers'
  return [will ? `CORS will let ${both} through.` : `CORS is not at fault: ${both} were readable.`]
}

/** Cookie names, origins and header names in a rule's sentence are shown to the letter. */
const quoted = (text: string) =>
  text
    .replace(/"([^"]*)"/g, '`$1`')
    .replace(/(?<![`\w])(https?:\/\/[\w.:-]*\w|Access-Control-[\w-]*\w)(?![\w`])/g, '`$1`')
    .replace(/(?<=[Tt]he cookie )([^\s`,]+?)(?=[.,]? )/g, '`$1`')
