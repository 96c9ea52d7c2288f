import type { Settings } from '../../../api/settings/settings.ts'
import { digits, lines, paragraphs } from '../code.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'

/** A random id in the cookie; what it stands for, in the server's store. */
export function sessionCookie(f: Framework, { session }: Settings): CredentialCode {
  return {
    cookies: { SESSION: 'sid' },
    main: 'SESSION',
    code: paragraphs(
      `// The place for your own store, one that forgets by itself, such as Redis. Ids are kept hashed: whoever reads it has none.
const sessions = new Map()
const IDLE = ${digits(session.idleLifetime * 1000)} // milliseconds since the last use
const ABSOLUTE = ${digits(session.absoluteLifetime * 1000)} // milliseconds since the login`,
      `function sessionOf(id) {
  const session = sessions.get(hash(id))
  const now = Date.now()
  if (!session || now >= Math.min(session.used + IDLE, session.began + ABSOLUTE)) return undefined
  session.used = now
  return session
}`,
      `async function authenticated(${f.request}) {
  const id = ${f.cookie('SESSION')}
  if (!id) throw unauthorized('Nobody is logged in.')
  const user = users.get(sessionOf(id)?.username)
  if (!user) throw unauthorized('The session has ended: log in again.')
  return user
}`,
    ),
    ambient: { came: f.cookie('SESSION'), login: f.cookie('SESSION') },
    login: lines(
      '// A new id at each login: one that somebody knew before is worth nothing after it.',
      'const id = newId()',
      'sessions.set(hash(id), { username: user.username, began: Date.now(), used: Date.now() })',
      f.setCookie('SESSION', 'id', 'COOKIE'),
      f.json('{ user }'),
    ),
    logout: lines(
      `sessions.delete(hash(${f.cookie('SESSION')} ?? ''))`,
      f.clearCookie('SESSION', 'COOKIE'),
      f.empty,
    ),
  }
}
