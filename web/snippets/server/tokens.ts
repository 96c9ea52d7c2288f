import type { Settings } from '../../../api/settings/settings.ts'
import { digits, lines, paragraphs, quoted } from '../code.ts'
import type { Framework } from './framework.ts'

/**
 * Functions that issue and verify access tokens, and what ends them.
 * @param settings the algorithm, the lifetime, and whether there is a revocation list
 * @param issuer the API's origin, which is the audience as well
 */
export function accessTokens(
  { algorithm, accessLifetime, revocationList }: Settings['token'],
  issuer: string,
): string {
  const signing = algorithm === 'RS256' ? 'privateKey' : 'key'
  const verifying = algorithm === 'RS256' ? 'publicKey' : 'key'
  return paragraphs(
    algorithm === 'RS256'
      ? `// TOKEN_PRIVATE_KEY holds a key in PEM; without it, tokens are good until the restart.
const privateKey = process.env.TOKEN_PRIVATE_KEY
  ? createPrivateKey(process.env.TOKEN_PRIVATE_KEY)
  : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const publicKey = createPublicKey(privateKey)`
      : `// TOKEN_SECRET holds 32 random bytes in base64url; without it, tokens are good until the restart.
const key = process.env.TOKEN_SECRET ? Buffer.from(process.env.TOKEN_SECRET, 'base64url') : randomBytes(32)`,
    `const ISSUER = ${quoted(issuer)}
const LIFETIME = ${digits(accessLifetime)} // seconds`,
    `const issue = ({ username, name }, login) =>
  new SignJWT({ name, sid: login })
    .setProtectedHeader({ alg: '${algorithm}', typ: 'at+jwt' })
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setSubject(username)
    .setJti(newId())
    .setIssuedAt()
    .setExpirationTime(\`\${LIFETIME}s\`)
    .sign(${signing})`,
    revocationList &&
      `// Ids of tokens that a logout has ended. The place for your own store; each may be forgotten once it has expired.
const revoked = new Set()`,
    `/** The claims of a good token. The algorithm is pinned here: what the token says of it counts for nothing. */
async function verify(token, options) {
  const pinned = { algorithms: ['${algorithm}'], typ: 'at+jwt', issuer: ISSUER, audience: ISSUER }
  try {
    const { payload } = await jwtVerify(token, ${verifying}, { ...pinned, ...options })
    return ${revocationList ? 'revoked.has(payload.jti) ? undefined : payload' : 'payload'}
  } catch {
    return undefined
  }
}`,
  )
}

/** Functions that issue refresh tokens and exchange each for a new one. */
export function refreshTokens(f: Framework, { refreshLifetime, refreshGrace }: Settings['token']): string {
  const grace = refreshGrace > 0
  return paragraphs(
    lines(
      '// One entry for each login: its refresh tokens, hashed. The place for your own store.',
      'const logins = new Map()',
      `const LOGIN_LIFETIME = ${digits(refreshLifetime * 1000)} // milliseconds`,
      grace &&
        `// Two tabs may use one token, and an answer may get lost: for so long the same client may come again.\nconst GRACE = ${digits(refreshGrace * 1000)} // milliseconds`,
    ),
    `function begin(user) {
  const login = newId()
  logins.set(login, { user, expires: Date.now() + LOGIN_LIFETIME, tokens: new Map() })
  return { login, token: nextToken(login) }
}

function nextToken(login) {
  const token = \`\${login}.\${newId()}\`
  logins.get(login).tokens.set(hash(token), 'unused')
  return token
}`,
    grace &&
      `const clientOf = (${f.request}) =>
  hash([${f.address}, ${f.header('Origin')}, ${f.header('User-Agent')}].join('\\n'))`,
    `/** Each token is good once. One that comes again was stolen, from the client or by it: its login ends (RFC 9700, 4.14.2). */
function rotate(token${grace ? ', client' : ''}) {
  const [login] = token.split('.')
  const family = logins.get(login)
  const use = family?.tokens.get(hash(token))
  if (!use || Date.now() >= family.expires) throw unauthorized('The refresh token is not known here, or has expired.')
${
  grace
    ? `  const again = use !== 'unused'
  if (again && (use.client !== client || Date.now() >= use.at + GRACE)) {
    logins.delete(login)
    throw unauthorized('The refresh token was used before: log in again.')
  }
  if (!again) family.tokens.set(hash(token), { client, at: Date.now() })`
    : `  if (use === 'used') {
    logins.delete(login)
    throw unauthorized('The refresh token was used before: log in again.')
  }
  family.tokens.set(hash(token), 'used')`
}
  return { user: family.user, login, token: nextToken(login) }
}`,
  )
}
