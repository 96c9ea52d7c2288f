import type { Settings } from '../../../api/settings/settings.ts'
import { bearer } from './bearer.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'
import { jwtCookie } from './jwt-cookie.ts'
import { sessionCookie } from './session-cookie.ts'
import { sessionInCookie } from './session-in-cookie.ts'

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
