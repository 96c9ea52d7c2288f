import { parseArgs } from 'node:util'
import {
  CREDENTIALS_MODES,
  ENGINES,
  type Engine,
  type Header,
  REQUEST_MODES,
  type ScenarioRequest,
} from '../../web/browser/scenario.ts'
import { requestHeader } from '../../web/explain/faults.ts'

export const USAGE = `npm run -s diagnose -- URL --origin ORIGIN [options]

Asks a live API as a page's script would in a browser, preflight first, and says in which engines the script may read the
answer, which cookies are stored, by which rule not, and what to change. What a browser would do is the model's word; what
the server does is seen. A request is really sent, one that changes something too, but once for all engines that send the
same. Afterwards a few harmless requests (GET or OPTIONS, without cookies) try other origins.

  --origin ORIGIN         the page's origin, such as https://app.example.com; null for a sandboxed frame
  --credentials MODE      omit, same-origin or include                                        (same-origin)
  --mode MODE             cors, no-cors or same-origin                                        (cors)
  --method NAME                                                                               (GET)
  --header 'NAME: VALUE'  a header that the script sets, again for each; without a value a stand-in is sent
  --cookie NAME=VALUE     a cookie that the browser has for the API, again for each
  --body TEXT             the request's body
  --engine NAME           ${ENGINES.join(', ')}; again for each                (all)
  --preflight-only        send preflights and nothing else
  --timeout SECONDS       how long an answer may take                                         (10)
  --insecure              take any certificate of a loopback host
  --json                  print everything as JSON
  --help                  print this

The exit status is 0 where, in each engine asked for, the script may read the answer and every cookie of it is stored, and no
other origin is let in that should not be; with --preflight-only, where the request would be sent. It is 1 where not, or where no
answer came, and 2 where the command line is wrong. Cookies count with --credentials omit only if they were meant: there they don't.

--json prints {request, ok, verdicts, policy, cookies, exchanges, assumed}:
  request    what was asked: url, origin, method, mode, credentials, headers, cookies (names), preflightOnly
  verdicts   one for each engine: engine, result (readable, opaque, blocked; not sent with --preflight-only), blockedBy, preflight,
             sent, cookies (sent), withheld and setCookies with reasons, exposed headers, steps (rule, pass, text, source), findings
  policy     what is wrong for other origins or requests: fault, grade (fault or caution), text, fix, source
  cookies    what a cookie would need to be sent: attributes, engines; null where cookies were given
  exchanges  each request that was sent, with its answer's headers, and for which engines or which probe
  assumed    what was not told, in sentences
Where no answer came it prints {error: {code, message}}. Secrets are masked in either form.`

/** The command line is wrong; the message says how, and repeats no secret. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** What is asked of a live server. */
export interface Asked {
  request: ScenarioRequest &
    Required<Pick<ScenarioRequest, 'url' | 'method' | 'headers' | 'mode' | 'credentials'>>
  /** Serialized: `null` where it is opaque. */
  origin: string
  /** A page of that origin. */
  page: string
  cookies: { name: string; value: string }[]
  engines: Engine[]
  preflightOnly: boolean
  /** Seconds. */
  timeout: number
  insecure: boolean
  /** Headers that were named without a value. */
  standIns: string[]
}

export type DiagnoseOptions = { help: true } | { help: false; json: boolean; asked: Asked }

/** Reads the command line. @throws UsageError */
export function diagnoseOptions(args: string[]): DiagnoseOptions {
  const { values, positionals } = read(args)
  if (values.help) return { help: true }
  if (positionals.length !== 1) throw new UsageError('One URL is needed, such as https://api.example.com/me.')
  const url = httpUrl(positionals[0] ?? '', 'The URL')
  const origin = values.origin === 'null' ? 'null' : httpUrl(values.origin ?? '', '--origin').origin
  const headers = values.header.map(header)
  const timeout = Number(values.timeout)
  if (!(timeout > 0 && timeout <= 600))
    throw new UsageError('--timeout has to be a number of seconds up to 600.')
  return {
    help: false,
    json: values.json,
    asked: {
      request: {
        url: url.href,
        method: values.method,
        headers: headers.map(({ line }) => line),
        mode: oneOf(REQUEST_MODES, values.mode, '--mode'),
        credentials: oneOf(CREDENTIALS_MODES, values.credentials, '--credentials'),
        ...(values.body !== undefined && { body: values.body }),
      },
      origin,
      page: pageOf(origin),
      cookies: values.cookie.map(cookie),
      engines: ENGINES.filter(
        (engine) =>
          values.engine.length === 0 ||
          values.engine.some((name) => oneOf(ENGINES, name, '--engine') === engine),
      ),
      preflightOnly: values['preflight-only'],
      timeout,
      insecure: values.insecure,
      standIns: headers.flatMap(({ line: [name], standIn }) => (standIn ? [name] : [])),
    },
  }
}

/** A page of an origin; one without an origin is a data: URL. */
export const pageOf = (origin: string): string => (origin === 'null' ? 'data:text/html,' : `${origin}/`)

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        origin: { type: 'string' },
        credentials: { type: 'string', default: 'same-origin' },
        mode: { type: 'string', default: 'cors' },
        method: { type: 'string', default: 'GET' },
        header: { type: 'string', multiple: true, default: [] },
        cookie: { type: 'string', multiple: true, default: [] },
        body: { type: 'string' },
        engine: { type: 'string', multiple: true, default: [] },
        'preflight-only': { type: 'boolean', default: false },
        timeout: { type: 'string', default: '10' },
        insecure: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error))
  }
}

function httpUrl(text: string, field: string): URL {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url
  const way = field === '--origin' ? 'https://app.example.com, or null' : 'https://api.example.com/me'
  throw new UsageError(`${field} has to begin with http:// or https://, such as ${way}.`)
}

function oneOf<T extends string>(list: readonly T[], text: string, field: string): T {
  const found = list.find((one) => one === text)
  if (found) return found
  throw new UsageError(`${field} has to be one of ${list.join(', ')}.`)
}

/** RFC 9110 section 5: a token, and a value without control characters. */
function header(text: string): { line: Header; standIn: boolean } {
  const [, name = '', value] =
    /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?::[ \t]*([\t\x20-\x7e\x80-\xff]*))?$/.exec(text) ?? []
  if (name === '') {
    throw new UsageError('--header has to be a name, or "name: value" without control characters.')
  }
  return value === undefined
    ? { line: requestHeader(name), standIn: true }
    : { line: [name, value], standIn: false }
}

/** RFC 6265bis section 4.1.1, as far as a line with it would not be read as something else. */
function cookie(text: string): Asked['cookies'][number] {
  const [, name = '', value = ''] = /^([^=;\s]+)=([\x20-\x3a\x3c-\x7e]*)$/.exec(text) ?? []
  if (name === '')
    throw new UsageError('--cookie has to be name=value, in visible ASCII without a semicolon.')
  return { name, value }
}
