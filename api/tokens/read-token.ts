import * as v from 'valibot'

/** Why an access token was refused, in words for the client. */
export class TokenError extends Error {
  override name = 'TokenError'
}

/** What a token says of its own signature. Nothing of it is true before the signature was verified. */
export interface TokenHeader {
  alg: string
  kid: string
}

/** As long as a browser keeps a cookie (RFC 6265bis, 5.6); tokens issued here have a sixth of it. */
const MAX_LENGTH = 4096

/**
 * Takes a token (JWS Compact Serialization, RFC 7515, 7.1) apart and refuses whatever does not look like
 * one that is issued here, before any key is touched.
 * @throws TokenError
 */
export function readToken(token: string): TokenHeader {
  if (token.length > MAX_LENGTH) {
    throw new TokenError('The token is longer than 4,096 characters: none so long is issued here.')
  }
  const parts = token.split('.')
  if (parts.length === 5) {
    throw new TokenError('The token is encrypted (JWE), and only signed tokens (JWS) are accepted.')
  }
  if (parts.length !== 3) {
    throw new TokenError('The token is not a JSON Web Token: it needs three parts with dots between.')
  }
  if (!parts.every(isCanonical)) {
    throw new TokenError('A part of the token is not base64url in its one canonical form.')
  }
  const [header = '', payload = '', signature = ''] = parts
  const read = checkedHeader(readObject(header, 'header'))
  readObject(payload, 'payload')
  if (signature === '') throw new TokenError('The token is not signed.')
  return read
}

/** RFC 4648, 3.5: text that decodes to the same bytes would be another token with the same signature. */
const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part

function readObject(part: string, what: string): object {
  const text = Buffer.from(part, 'base64url').toString()
  const value = parseJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TokenError(`The token’s ${what} cannot be decoded: it is no JSON object.`)
  }
  // Of two members with one name parsers choose differently, so names are unique (RFC 7515, 4; RFC 7519, 4).
  if (JSON.stringify(value) !== text) {
    throw new TokenError(`The token’s ${what} has a name twice, or is not written as it was issued.`)
  }
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Members that bring or name a key: keys are never taken from a token (RFC 8725, 3.10). */
const BRINGS_KEY = ['jwk', 'jku', 'x5c', 'x5u']

const headerSchema = v.strictObject({ alg: v.string(), typ: v.string(), kid: v.string() })

function checkedHeader(members: object): TokenHeader {
  if (!('alg' in members) || typeof members.alg !== 'string' || members.alg.toLowerCase() === 'none') {
    throw new TokenError('The token says that it is unsigned (alg none).')
  }
  if (BRINGS_KEY.some((name) => name in members)) {
    throw new TokenError('The token brings or names a key of its own (jwk, jku, x5c, x5u).')
  }
  if ('crit' in members) {
    // RFC 7515, 4.1.11: an extension that is critical and not understood makes the token invalid.
    throw new TokenError('The token needs extensions (crit) that are not understood here.')
  }
  const header = v.safeParse(headerSchema, members)
  if (!header.success) throw new TokenError('The token’s header has to name alg, typ and kid, and no more.')
  // RFC 9068, 4: an ID token, or any other JWT of the same issuer, is no access token.
  if (!/^(application\/)?at\+jwt$/i.test(header.output.typ)) {
    throw new TokenError('The token is no access token: its typ is not at+jwt.')
  }
  return header.output
}
