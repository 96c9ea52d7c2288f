import type { Behaviour } from '../engines/behaviour.ts'
import { octets, stripTabOrSpace } from '../infra.ts'
import { parseCookieDate } from './cookieDate.ts'

/** A set-cookie-string, parsed: RFC 6265bis section 5.6. Of each attribute the last accepted value. */
export interface SetCookie {
  name: string
  value: string
  /** Milliseconds since the epoch, not yet limited; undefined where the attribute is absent or was ignored. */
  expires?: number
  /** Seconds. */
  maxAge?: number
  /** The one of the two that came later in the line. */
  lastLifetime?: 'expires' | 'max-age'
  domain?: string
  /** The Domain attribute as it stands in the line. */
  domainAsGiven?: string
  /** `null` stands for the default path. */
  path?: string | null
  secure: boolean
  httpOnly: boolean
  sameSite: SameSite
  partitioned: boolean
}

export type SameSite = 'Strict' | 'Lax' | 'None' | 'Default'

// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard names them
const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/
const MAX_AGE: Record<Behaviour['maxAgeBy'], RegExp> = { digits: /^-?\d+$/, strtol: /^([+-]?\d+)?$/ }
/** In octets: of name and value together, and of an attribute's value. RFC 6265bis section 5.6. */
export const NAME_VALUE_LIMIT = 4096
export const ATTRIBUTE_LIMIT = 1024

export type SyntaxFailure = 'DisallowedCharacter' | 'NameValuePairExceedsMaxSize'
export type Parsed = { cookie: SetCookie } | { failure: SyntaxFailure }

/** What an engine may do otherwise. */
type ParsingBehaviour = Pick<Behaviour, 'maxAgeBy' | 'tabIsDisallowed' | 'cookieSizeIsLimited'>

/** RFC 6265bis section 5.6, the set-cookie-string. */
export function parseSetCookie(
  line: string,
  { maxAgeBy, tabIsDisallowed, cookieSizeIsLimited }: ParsingBehaviour,
): Parsed {
  if (CONTROL.test(line)) return { failure: 'DisallowedCharacter' }

  const semicolon = line.indexOf(';')
  const nameValuePair = semicolon < 0 ? line : line.slice(0, semicolon)
  const { name, value } = nameAndValue(nameValuePair)
  if (tabIsDisallowed && (name + value).includes('\t')) return { failure: 'DisallowedCharacter' }
  if (cookieSizeIsLimited && octets(name) + octets(value) > NAME_VALUE_LIMIT) {
    return { failure: 'NameValuePairExceedsMaxSize' }
  }

  const cookie: SetCookie = {
    name,
    value,
    secure: false,
    httpOnly: false,
    sameSite: 'Default',
    partitioned: false,
  }
  const attributes =
    semicolon < 0
      ? []
      : line
          .slice(semicolon + 1)
          .split(';')
          .map(attributeOf)
  for (const attribute of attributes) {
    if (cookieSizeIsLimited && octets(attribute.value) > ATTRIBUTE_LIMIT) continue
    applyAttribute(cookie, attribute, MAX_AGE[maxAgeBy])
  }
  return { cookie }
}

/** RFC 6265bis section 5.6, steps 3 and 4. */
export function nameAndValue(nameValuePair: string): { name: string; value: string } {
  const equals = nameValuePair.indexOf('=')
  if (equals < 0) return { name: '', value: stripTabOrSpace(nameValuePair) }
  return {
    name: stripTabOrSpace(nameValuePair.slice(0, equals)),
    value: stripTabOrSpace(nameValuePair.slice(equals + 1)),
  }
}

/** One of the unparsed-attributes; the value is "" where it has none. */
interface Attribute {
  name: string
  value: string
}

/** RFC 6265bis section 5.6, the unparsed-attributes. */
export function attributeOf(cookieAv: string): Attribute {
  const equals = cookieAv.indexOf('=')
  return {
    name: stripTabOrSpace(equals < 0 ? cookieAv : cookieAv.slice(0, equals)),
    value: equals < 0 ? '' : stripTabOrSpace(cookieAv.slice(equals + 1)),
  }
}

/** The subsections of the same. */
function applyAttribute(cookie: SetCookie, { name, value }: Attribute, maxAge: RegExp): void {
  switch (name.toLowerCase()) {
    case 'expires': {
      const expires = parseCookieDate(value)
      if (expires !== null) cookie.expires = expires
      cookie.lastLifetime = 'expires'
      break
    }
    case 'max-age':
      if (!maxAge.test(value)) break
      cookie.maxAge = Number(value)
      cookie.lastLifetime = 'max-age'
      break
    case 'domain':
      cookie.domainAsGiven = value
      cookie.domain = (value.startsWith('.') ? value.slice(1) : value).toLowerCase()
      break
    case 'path':
      cookie.path = value.startsWith('/') ? value : null
      break
    case 'secure':
      cookie.secure = true
      break
    case 'httponly':
      cookie.httpOnly = true
      break
    case 'samesite':
      cookie.sameSite = enforcement(value)
      break
    case 'partitioned':
      cookie.partitioned = true
      break
  }
}

/** RFC 6265bis section 5.6.7. */
function enforcement(value: string): SameSite {
  switch (value.toLowerCase()) {
    case 'none':
      return 'None'
    case 'strict':
      return 'Strict'
    case 'lax':
      return 'Lax'
    default:
      return 'Default'
  }
}
