import * as v from 'valibot'

/** A token in its three parts, as anyone can read them. Nothing here checks the signature. */
export interface DecodedToken {
  header: string
  claims: string
  signature: string
  /** When it expires, in milliseconds since 1970; null where it does not say. */
  expires: number | null
}

const expiring = v.object({ exp: v.number() })

/** Reads a JWT (RFC 7519, section 3); null where the text is none. */
export function decodeToken(text: string): DecodedToken | null {
  const parts = text.split('.')
  const [header, claims, signature] = parts
  if (parts.length !== 3 || !header || !claims || signature === undefined) return null
  try {
    const read: unknown = JSON.parse(fromBase64url(claims))
    return {
      header: JSON.stringify(JSON.parse(fromBase64url(header))),
      claims: JSON.stringify(read),
      signature,
      expires: v.is(expiring, read) ? read.exp * 1000 : null,
    }
  } catch {
    return null
  }
}

function fromBase64url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

/** Time from now until then in words: `14 min 3 s`, `ended 5 s ago`. */
export function timeUntil(then: number, now: number): string {
  const seconds = Math.round((then - now) / 1000)
  return seconds > 0 ? `ends in ${span(seconds)}` : `ended ${span(-seconds)} ago`
}

function span(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`
}
