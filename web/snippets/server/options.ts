import type { Settings } from '../../../api/settings/settings.ts'
import { digits, list, object, quoted } from '../code.ts'
import type { Place } from '../snippet.ts'

/** What a server allows pages of other origins to do. */
export interface CorsOptions {
  /** One origin, or `*`. */
  origin: string
  /** The constant that holds it, where the program has one. */
  constant?: string
  credentials: boolean
  methods: readonly string[]
  /** Request headers; none: whatever the preflight asks for. */
  headers: readonly string[]
  expose: readonly string[]
  /** Seconds; null: no header. */
  maxAge: number | null
  /** Whether Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy are sent too. */
  secureContext?: boolean
  /** Whether a preflight's Access-Control-Request-Private-Network is granted. */
  privateNetworkAccess?: boolean
}

export function corsOptions({ cors }: Settings, place: Place): CorsOptions {
  const { origin, credentials, allowMethods, allowHeaders, exposeHeaders, maxAge } = cors
  const { secureContext, privateNetworkAccess } = cors
  return {
    secureContext,
    privateNetworkAccess,
    origin: origin === 'page' ? place.page : origin === 'unset' ? '*' : origin,
    ...(origin === 'page' && { constant: 'PAGE' }),
    credentials,
    methods: allowMethods,
    headers: allowHeaders,
    expose: exposeHeaders,
    maxAge,
  }
}

/** How a library of CORS calls things, and wants them. */
export interface CorsStyle {
  methods: string
  headers: string
  expose: string
  origin(value: string): string
  maxAge(seconds: number): string
}

/** What is allowed, as entries of an object literal. */
export function corsEntries(options: CorsOptions, style: CorsStyle): string[] {
  const { origin, constant, credentials, methods, headers, expose, maxAge } = options
  return [
    style.origin(constant ?? quoted(origin)),
    ...(credentials ? ['credentials: true'] : []),
    `${style.methods}: ${list(methods)}`,
    ...(headers.length > 0 ? [`${style.headers}: ${list(headers)}`] : []),
    ...(expose.length > 0 ? [`${style.expose}: ${list(expose)}`] : []),
    ...(maxAge === null ? [] : [`maxAge: ${style.maxAge(maxAge)}`]),
  ]
}

/** Header lines as an object literal, lines of one name together. */
export const headerRecord = (lines: readonly (readonly [string, string])[]): string =>
  object(
    byName(lines).map(([name, values]) => {
      const [value = '', ...more] = values
      return `${quoted(name)}: ${more.length > 0 ? list(values) : quoted(value)}`
    }),
  )

/** The attributes of a cookie. */
export interface CookieOptions {
  path: string
  domain: string | null
  sameSite: 'Strict' | 'Lax' | 'None' | 'unset'
  secure: boolean
  httpOnly: boolean
  partitioned: boolean
  /** Seconds; null: until the browser closes. */
  maxAge: number | null
}

/** How a framework writes the attributes. */
export interface CookieStyle {
  /** In what it counts Max-Age. */
  maxAge: 'seconds' | 'milliseconds'
  /** What it would set if nothing were said, and how it is told not to. */
  unless: Partial<Record<'sameSite' | 'secure' | 'httpOnly', string>>
}

/** The attributes as entries of an object literal. */
export function cookieEntries(options: CookieOptions, style: CookieStyle): string[] {
  const { path, domain, sameSite, secure, httpOnly, partitioned, maxAge } = options
  const entry = (name: 'sameSite' | 'secure' | 'httpOnly', value: string | false) =>
    value ? [`${name}: ${value}`] : style.unless[name] ? [`${name}: ${style.unless[name]}`] : []
  return [
    ...(domain === null ? [] : [`domain: ${quoted(domain)}`]),
    `path: ${quoted(path)}`,
    ...(maxAge === null
      ? []
      : [`// ${style.maxAge}\nmaxAge: ${digits(maxAge * (style.maxAge === 'seconds' ? 1 : 1000))}`]),
    ...entry('sameSite', sameSite !== 'unset' && quoted(sameSite.toLowerCase())),
    ...entry('secure', secure && 'true'),
    ...entry('httpOnly', httpOnly && 'true'),
    ...(partitioned ? ['partitioned: true'] : []),
  ]
}

/** A cookie's name behind the prefix that the browser checks. */
export const cookieName = ({ prefix }: Settings['cookie'], holds: string): string =>
  `${prefix === 'none' ? '' : prefix}${holds}`

function byName(lines: readonly (readonly [string, string])[]): [name: string, values: string[]][] {
  const byLowerCase = new Map<string, [string, string[]]>()
  for (const [name, value] of lines) {
    const entry = byLowerCase.get(name.toLowerCase()) ?? [name, []]
    entry[1].push(value)
    byLowerCase.set(name.toLowerCase(), entry)
  }
  return [...byLowerCase.values()]
}
