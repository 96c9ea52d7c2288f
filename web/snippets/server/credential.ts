import type { Settings } from '../../../api/settings/settings.ts'
import { bearer } from './bearer.ts'
import type { Framework } from './framework.ts'
import { jwtCookie } from './jwt-cookie.ts'
import { sessionCookie } from './session-cookie.ts'
import { sessionInCookie } from './session-in-cookie.ts'

/** What proves who is asking, in one framework's words. */
export interface CredentialCode {
  /** Constants that name cookies, and what each holds. */
  cookies: Readonly<Record<string, string>>
  /** The constant of the cookie that a 401 asks for; missing where it asks for a token. */
  main?: string
  /** Signs cookies. */
  secret?: true
  /** Functions; one of them is `authenticated`, which gives the user or throws. */
  code: string
  /**
   * Expressions, where the browser adds it by itself: whether it came along, and what then tells this login from others.
   */
  ambient?: { came: string; login: string }
  /** Statements that begin what `user` was let in for, and answer. */
  login: string
  refresh?: string
  logout: string
}

export function credentialCode(f: Framework, settings: Settings, issuer: string): CredentialCode {
  switch (settings.credential) {
    case 'session-cookie':
      return sessionCookie(f, settings)
    case 'session-in-cookie':
      return sessionInCookie(f, settings)
    case 'jwt-cookie':
      return jwtCookie(f, settings, issuer)
    case 'bearer':
      return bearer(f, settings, issuer)
  }
}
