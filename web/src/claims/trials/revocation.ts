import type { Moved } from '../../settings/moved.ts'
import { copyCookies, putCookies } from '../../trial/scriptCookies.ts'
import { fetched, type Stage, statusOf, type Visit, withToken } from '../stage.ts'
import type { Trial } from './trial.ts'

/** How often is looked whether a token has expired, in milliseconds. */
const PAUSE = 200

export const revocation: Trial<'revocation'> = {
  async run(stage) {
    const { reused, family } = await reuse(stage)
    return {
      session: await copiedCookies(stage, {}),
      inCookie: await copiedCookies(stage, { credential: 'session-in-cookie' }),
      token: await copiedToken(stage, {}),
      expired: await expiredToken(stage),
      listed: await copiedToken(stage, { 'token.revocationList': true }),
      refresh: await copiedRefresh(stage),
      reused,
      family,
    }
  },
  judge({ session, inCookie, token, expired, listed, refresh }) {
    const sessionsEnd = session === '401' && inCookie === '401'
    const tokensLive = token === '200' && listed === '200' && refresh === '200'
    if (sessionsEnd && tokensLive && expired === '401') return 'holds'
    return [session, inCookie, token, listed].every((seen) => seen === '401') ? 'fails' : 'depends'
  },
}

/** Copies the cookies, logs out, and asks with the copy. */
async function copiedCookies(stage: Stage, knobs: Moved): Promise<string> {
  const visit = await stage.visit({ 'cookie.httpOnly': false, ...knobs })
  await visit.login()
  const copy = copyCookies(visit.id)
  await visit.ask((client) => client.logout())
  putCookies(copy)
  return statusOf(await visit.ask((client) => client.me()))
}

async function copiedToken(stage: Stage, knobs: Moved): Promise<string> {
  const { visit, accessToken } = await loggedIn(stage, knobs)
  await visit.ask((client) => client.logout())
  return statusOf(await withToken(`${visit.base()}/me`, accessToken))
}

async function expiredToken(stage: Stage): Promise<string> {
  const { visit, accessToken } = await loggedIn(stage, { 'token.accessLifetime': 1 })
  const ask = async () => statusOf(await withToken(`${visit.base()}/me`, accessToken))
  // It lives a second at most: in three it has to have ended.
  for (const end = Date.now() + 3000; Date.now() < end; ) {
    if ((await ask()) === '401') return '401'
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
  }
  return ask()
}

async function copiedRefresh(stage: Stage): Promise<string> {
  const { visit, refreshToken } = await loggedIn(stage, {})
  await visit.ask((client) => client.logout())
  return statusOf(await refresh(visit, refreshToken))
}

/** Uses a refresh token twice, and then the one that it was exchanged for. Without grace, for two uses of one page are no theft. */
async function reuse(stage: Stage): Promise<{ reused: string; family: string }> {
  const { visit, refreshToken } = await loggedIn(stage, { 'token.refreshGrace': 0 })
  await visit.ask((client) => client.refresh())
  const reused = statusOf(await refresh(visit, refreshToken))
  return { reused, family: statusOf(await refresh(visit, visit.tokens.get()?.refreshToken)) }
}

async function loggedIn(stage: Stage, knobs: Moved) {
  const visit = await stage.visit({ credential: 'bearer', ...knobs })
  await visit.login()
  const { accessToken, refreshToken } = visit.tokens.get() ?? {}
  return { visit, accessToken, refreshToken }
}

const refresh = (visit: Visit, refreshToken: string | undefined) =>
  fetched(`${visit.base()}/refresh`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  })
