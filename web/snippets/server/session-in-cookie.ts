import type { Settings } from '../../../api/settings/settings.ts'
import { digits, lines, paragraphs } from '../code.ts'
import type { CredentialCode } from './credential.ts'
import type { Framework } from './framework.ts'

/** The session itself in the cookie, signed, and kept nowhere else. */
export function sessionInCookie(f: Framework, { session }: Settings): CredentialCode {
  return {
    cookies: { SESSION: 'session' },
    main: 'SESSION',
    secret: true,
    code: paragraphs(
      `// The server keeps nothing that it could end: whoever has copied the cookie is stopped by its age alone.
const ABSOLUTE = ${digits(session.absoluteLifetime * 1000)} // milliseconds since the login`,
      `async function sessionOf(${f.request}) {
  const text = ${f.signedCookie('SESSION')}
  const session = text && JSON.parse(Buffer.from(text, 'base64url').toString())
  return session && Date.now() < session.began + ABSOLUTE ? session : undefined
}`,
      `async function authenticated(${f.request}) {
  const user = users.get((await sessionOf(${f.request}))?.username)
  if (!user) throw unauthorized('Nobody is logged in, or the session has ended.')
  return user
}`,
      `async function loginOf(${f.request}) {
  const session = await sessionOf(${f.request})
  return session && \`\${session.username} \${session.began}\`
}`,
    ),
    ambient: { came: f.signedCookie('SESSION'), login: `await loginOf(${f.request})` },
    login: lines(
      '// Signed, so that nobody changes it; everybody can read it.',
      'const session = JSON.stringify({ username: user.username, began: Date.now() })',
      f.setSignedCookie('SESSION', "Buffer.from(session).toString('base64url')", 'COOKIE'),
      f.json('{ user }'),
    ),
    logout: lines(f.clearCookie('SESSION', 'COOKIE'), f.empty),
  }
}
