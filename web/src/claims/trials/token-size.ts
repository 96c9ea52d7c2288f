import type { Moved } from '../../settings/moved.ts'
import { copyCookies } from '../../trial/scriptCookies.ts'
import type { Stage } from '../stage.ts'
import type { Trial } from './trial.ts'

export const tokenSize: Trial<'token-size'> = {
  async run(stage) {
    return {
      session: await cookieLine(stage, {}),
      inCookie: await cookieLine(stage, { credential: 'session-in-cookie' }),
      jwtCookie: await cookieLine(stage, { credential: 'jwt-cookie' }),
      hs256: await tokenLine(stage, {}),
      rs256: await tokenLine(stage, { 'token.algorithm': 'RS256' }),
    }
  },
  judge({ session, inCookie, jwtCookie, hs256, rs256 }) {
    const largestSession = Math.max(Number(session), Number(inCookie))
    const smallestToken = Math.min(Number(jwtCookie), Number(hs256), Number(rs256))
    if (largestSession < smallestToken) return 'holds'
    return Number(session) < smallestToken ? 'depends' : 'fails'
  },
}

/** The bytes of the header line with the experiment's cookies. The refresh token is not among them: it goes to /refresh alone. */
async function cookieLine(stage: Stage, knobs: Moved): Promise<number> {
  const visit = await stage.visit({ 'cookie.httpOnly': false, ...knobs })
  await visit.login()
  return `Cookie: ${copyCookies(visit.id).join('; ')}\r\n`.length
}

async function tokenLine(stage: Stage, knobs: Moved): Promise<number> {
  const visit = await stage.visit({ credential: 'bearer', ...knobs })
  await visit.login()
  return `Authorization: Bearer ${visit.tokens.get()?.accessToken}\r\n`.length
}
