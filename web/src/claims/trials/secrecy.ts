import * as v from 'valibot'
import { decodeToken } from '../../lab/token.ts'
import { cookieValue, putCookies } from '../../trial/scriptCookies.ts'
import { type Stage, statusOf, withToken } from '../stage.ts'
import { toBase64url } from './signing.ts'
import type { Trial } from './trial.ts'

export const secrecy: Trial<'secrecy'> = {
  async run(stage) {
    return { ...(await readToken(stage)), ...(await readCookie(stage)), id: await readId(stage) }
  },
  judge({ token, cookie }) {
    const read = [token, cookie].filter((seen) => seen !== 'nothing').length
    return read === 2 ? 'fails' : read === 0 ? 'holds' : 'depends'
  },
}

async function readToken(stage: Stage) {
  const visit = await stage.visit({ credential: 'bearer' })
  await visit.login()
  const token = visit.tokens.get()?.accessToken ?? ''
  const claims = decodeToken(token)?.claims ?? ''
  const [header, , signature] = token.split('.')
  const changed = [header, toBase64url(claims.replace('ada', 'grace')), signature].join('.')
  return {
    token: claims ? told(claims, v.object({ sub: v.string(), role: v.string() })) : 'nothing',
    changedToken: statusOf(await withToken(`${visit.base()}/me`, changed)),
  }
}

async function readCookie(stage: Stage) {
  const visit = await stage.visit({ credential: 'session-in-cookie', 'cookie.httpOnly': false })
  await visit.login()
  const name = `session-${visit.id}`
  const text = fromBase64(cookieValue(name))
  putCookies([`${name}=${btoa(text.replace('ada', 'grace'))}`])
  return {
    cookie: told(text, v.object({ username: v.string() })),
    changedCookie: statusOf(await visit.ask((client) => client.me())),
  }
}

async function readId(stage: Stage): Promise<string> {
  const visit = await stage.visit({ 'cookie.httpOnly': false })
  await visit.login()
  return told(fromBase64(cookieValue(`sid-${visit.id}`)), v.record(v.string(), v.string()))
}

/** What JSON tells; `nothing` where the text is none. */
function told(text: string, schema: v.GenericSchema<unknown, Record<string, string>>): string {
  try {
    return Object.values(v.parse(schema, JSON.parse(text))).join(', ')
  } catch {
    return 'nothing'
  }
}

function fromBase64(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  } catch {
    return ''
  }
}
