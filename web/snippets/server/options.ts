import type { Settings } from '../../../api/settings/settings.ts'
import { digits, quoted } from '../code.ts'
import type { Place } from '../snippet.ts'

/** What a server allows pages of other origins to do. */
export interface CorsOptions {
  /** One origin, or `*`. */
  origin: string
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
    credentials,
    methods: allowMethods,
    headers: allowHeaders,
    expose: exposeHeaders,
    maxAge,
  }
}

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

/** Header lines by name, those of one name together. */
export function byName(lines: readonly (readonly [string, string])[]): [name: string, values: string[]][] {
  const byLowerCase = new Map<string, [string, string[]]>()
  for (const [name, value] of lines) {
    const entry = byLowerCase.get(name.toLowerCase()) ?? [name, []]
    entry[1].push(value)
    byLowerCase.set(name.toLowerCase(), entry)
  }
  return [...byLowerCase.values()]
}
