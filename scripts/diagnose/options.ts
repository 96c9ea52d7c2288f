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
  if (values.origin === undefined) {
    throw new UsageError(
      '--origin is needed: the origin of the page that asks, such as https://app.example.com.',
    )
  }
  const origin = values.origin === 'null' ? 'null' : httpUrl(values.origin, '--origin').origin
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
