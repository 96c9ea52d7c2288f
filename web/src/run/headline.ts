import * as v from 'valibot'
import type { WireEvent } from '../../../api/lab/interface.ts'
import { type ActionName, actionOf } from './action.ts'
import { cookiesSet, type Exchange, headerOf, shortPath } from './exchange.ts'

/** An action of one press with what came of it. */
export interface Told {
  name: ActionName
  exchanges: readonly Exchange[]
}

/** What stands above the ledger. Text between backticks is shown to the letter. */
export interface Headline {
  mark: 'pass' | 'stop' | 'differs'
  title: string
  sentences: string[]
}

/**
 * Says what was observed: what the script got, beside what the server saw. Nothing here knows a rule of
 * CORS or of cookies. Of one press it tells the first request whose answer the script could not read,
 * else the last one; of the presses before, whether a login set a cookie. Null while there is no result.
 */
export function headline(press: readonly Told[], before: readonly Told[] = []): Headline | null {
  const settled = press.flatMap(({ name, exchanges }) =>
    exchanges.filter((exchange) => exchange.settled).map((exchange) => ({ name, exchange })),
  )
  const unreadable = settled.find(({ exchange }) => exchange.script.got?.kind !== 'readable')
  const own = settled.filter(({ name, exchange }) => shortPath(exchange.script.url) === actionOf(name).path)
  const told = unreadable ?? own.at(-1)
  if (!told) return null
  const { exchange, name } = told
  const { got } = exchange.script
  switch (got?.kind) {
    case 'blocked':
      return blocked(exchange, got.error)
    case 'opaque':
      return opaque(exchange)
    case 'readable':
      return readable(name, exchange, got, {
        refresh: last('/refresh', press, exchange),
        login: last('/login', [...before, ...press], exchange),
      })
    default:
      return null
  }
}

const last = (path: string, told: readonly Told[], but: Exchange): Exchange | undefined =>
  told
    .flatMap(({ exchanges }) => exchanges)
    .findLast((exchange) => exchange !== but && shortPath(exchange.script.url) === path)

const label = ({ script }: Exchange) => `${script.method} ${shortPath(script.url)}`

const worked = ({ answer }: WireEvent) => answer !== null && answer.status < 400

export const HIDDEN = 'No page can see the browser’s reason; the console of its developer tools has it.'

function blocked(exchange: Exchange, error: string): Headline {
  const { server, preflight } = exchange
  const name = label(exchange)
  const got = `Your script got \`${error}\`.`
  const of = (title: string, ...sentences: string[]): Headline => ({ mark: 'stop', title, sentences })
  if (server?.answer) {
    const arrived = `\`${name}\` ${arrival(server)} and was answered ${server.answer.status}.`
    return worked(server)
      ? of('The answer was kept from your script; the server did the work', arrived, got, HIDDEN)
      : of(`The answer was kept from your script: it was a ${server.answer.status}`, arrived, got, HIDDEN)
  }
  if (server) return of(`\`${name}\` arrived, but its answer never went out`, got)
  if (!preflight) {
    const here = `Neither a preflight nor \`${name}\` was seen there.`
    return of('Nothing reached the API', got, here, HIDDEN)
  }
  const asked = `It asked for ${asks(preflight)}.`
  const status = preflight.answer?.status
  return status === undefined
    ? of(`The preflight got no answer, so \`${name}\` was never sent`, asked, got)
    : of(
        `The preflight was answered ${status}, ${status < 300 ? 'yet' : 'so'} \`${name}\` was never sent`,
        asked,
        got,
        HIDDEN,
      )
}

function asks({ request }: WireEvent): string {
  const method = headerOf(request.headers, 'access-control-request-method')
  const headers = headerOf(request.headers, 'access-control-request-headers')
  return `\`${method}\`${headers ? ` with \`${headers}\`` : ''}`
}

function opaque(exchange: Exchange): Headline {
  const { server } = exchange
  const name = label(exchange)
  if (!server?.answer) {
    return {
      mark: 'stop',
      title: 'The answer is opaque to your script',
      sentences: [`The API did not see \`${name}\`.`],
    }
  }
  const arrived = `\`${name}\` ${arrival(server)} and was answered ${server.answer.status}.`
  const title = worked(server)
    ? 'The answer is opaque to your script; the server did the work'
    : `The answer is opaque to your script: it was a ${server.answer.status}`
  return {
    mark: 'stop',
    title,
    sentences: [arrived, 'In mode `no-cors` neither status, headers nor body can be read.'],
  }
}

function readable(
  name: ActionName,
  exchange: Exchange,
  { status, body }: { status: number; body: string },
  { refresh, login }: { refresh: Exchange | undefined; login: Exchange | undefined },
): Headline {
  const parsed = parse(body)
  const title = `${actionOf(name).title}: ${status}, ${outcome(name, status, parsed)}`
  const { server } = exchange
  const sentences: string[] = []
  const set = login?.server ? cookiesSet(login.server).map((cookie) => cookie.name) : []
  if (status === 401 && set.length > 0) {
    sentences.push(`\`POST /login\` was answered ${login?.server?.answer?.status} with ${names(set)}.`)
  }
  if (server) sentences.push(`\`${label(exchange)}\` ${arrival(server)}.`)
  const refreshed = refresh?.script.got
  if (name !== 'refresh' && refreshed?.kind === 'readable') {
    sentences.push(`The client had met a 401 and asked for new tokens: ${refreshed.status}.`)
  }
  if (status >= 400) sentences.push(...(v.is(problem, parsed) ? [`The API says: ${parsed.detail}`] : []))
  else if (server) sentences.push(...cookieSentences(server))
  return { mark: status < 400 ? 'pass' : 'stop', title, sentences }
}

function cookieSentences(event: WireEvent): string[] {
  const cookies = cookiesSet(event)
  const set = cookies.filter(({ ended }) => !ended).map(({ name }) => name)
  const ended = cookies.filter((cookie) => cookie.ended).map(({ name }) => name)
  return [
    ...(set.length > 0
      ? [
          `The answer sets ${names(set)}. Whether the browser keeps it, no page can see; the next request shows it.`,
        ]
      : []),
    ...(ended.length > 0 ? [`The answer takes ${names(ended)} back.`] : []),
  ]
}

/** How a request came in: with which credential. */
function arrival({ request }: WireEvent): string {
  const brought = [
    ...request.cookies.map((name) => `\`${name}\``),
    ...(request.authorization ? ['a bearer token'] : []),
  ]
  return brought.length > 0 ? `arrived with ${brought.join(' and ')}` : 'arrived without a cookie or a token'
}

const names = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(' and ')

const problem = v.object({ detail: v.string() })
const named = v.object({ name: v.string() })
const withUser = v.object({ user: named })

function outcome(name: ActionName, status: number, body: unknown): string {
  if (status === 401) return name === 'login' ? 'the API did not let you in' : 'the API does not know you'
  if (status === 403 && name === 'admin') return 'the API knows you, and this is not for you'
  if (status >= 400) return 'the API refused'
  switch (name) {
    case 'login':
      return v.is(withUser, body) ? `the API greets ${body.user.name}` : 'the API let you in'
    case 'me':
      return v.is(named, body) ? `you are ${body.name}` : 'the API knows you'
    case 'admin':
      return 'the door is open'
    case 'transfer':
      return 'the money has moved'
    case 'refresh':
      return 'there are new tokens'
    case 'logout':
      return 'you are logged out'
    default:
      return name satisfies never
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
