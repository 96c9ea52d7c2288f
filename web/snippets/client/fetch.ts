import { paragraphs, quoted } from '../code.ts'
import type { Snippet } from '../snippet.ts'
import { type Asked, refreshes } from './asked.ts'
import { credentialsComment, refreshOnce, TEXT_COMMENT, tokensPart, USER } from './parts.ts'

/** fetch in a small wrapper: errors, tokens, and a second try after a refresh. */
export function fetchSnippet(asked: Asked): Snippet {
  const { api, credential, csrfToken } = asked
  return {
    name: 'fetch',
    side: 'client',
    file: 'api.ts',
    language: 'typescript',
    packages: [],
    code: `${paragraphs(
      `const API = ${quoted(api)}`,
      USER,
      ERROR,
      credential === 'bearer' && tokensPart(asked),
      sendPart(asked),
      READ,
      csrfToken && CSRF,
      proves(asked) && attemptPart(asked),
      refreshes(asked) && refreshPart(asked),
      callPart(asked),
      loginPart(asked),
      readingPart(asked),
      logoutPart(asked),
    )}\n`,
    notes: [],
  }
}

const ERROR = `/** A refusal by its status; 0 where there is no answer that this page may read. */
export class ApiError extends Error {
  readonly status: number
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

type Body = Record<string, string | number>`

/** Whether a request needs a header that proves who asks, or that the page does. */
const proves = ({ credential, csrfToken }: Pick<Asked, 'credential' | 'csrfToken'>) =>
  csrfToken || credential === 'bearer'

/** What makes a request, that header included. */
const attemptOf = (asked: Asked) => (proves(asked) ? 'attempt' : 'send')

function sendPart(asked: Asked): string {
  const { contentType, credentials } = asked
  const form = contentType === 'application/x-www-form-urlencoded'
  const proof = proves(asked) ? ', proof = {}' : ''
  const lines = [
    'method,',
    `// ${credentialsComment(asked)}`,
    `credentials: ${quoted(credentials)},`,
    ...modeLines(asked),
    ...(contentType === 'text/plain' ? [`// ${TEXT_COMMENT}`] : []),
    `headers: { ${headersOf(asked).join(', ')} },`,
    `body: body ? ${form ? 'new URLSearchParams(text(body))' : 'JSON.stringify(body)'} : null,`,
  ]
  return `${form ? TEXT_PAIRS : ''}async function send(method: string, path: string, body?: Body${proof}): Promise<Response> {
  try {
    return await fetch(API + path, {
${lines.map((line) => `      ${line}\n`).join('')}    })
  } catch (cause) {
    // No script is told which of the two it was; the console is.
    throw new ApiError(0, 'No answer: the network failed, or CORS keeps it from this page.', { cause })
  }
}`
}

const headersOf = ({ contentType, header, ...asked }: Asked) => [
  ...(header ? [`${quoted(header[0])}: ${quoted(header[1])}`] : []),
  ...(proves(asked) ? ['...proof'] : []),
  `...(body && { 'Content-Type': ${quoted(contentType)} })`,
]

const TEXT_PAIRS = `const text = (body: Body) => Object.entries(body).map(([name, value]) => [name, String(value)])

`

function modeLines({ mode, method, sameOrigin }: Asked): string[] {
  if (mode === 'cors') return []
  return [
    ...(sameOrigin ? [] : ['// The answer is opaque: whatever it was, its status reads 0.']),
    '// Only safelisted headers go along, so no JSON and no token.',
    ...(method === 'POST' ? [] : [`// A ${method} is not sent at all.`]),
    "mode: 'no-cors',",
  ]
}

const READ = `async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  if (!answer.ok) throw new ApiError(answer.status, text || \`\${answer.type} answer\`)
  return JSON.parse(text || 'null')
}`

const CSRF = `let csrf: Promise<string | undefined> | undefined

/** The token is for one login. It is not needed to read, where it would cost a preflight. */
async function csrfHeaders(method: string, path: string): Promise<Record<string, string>> {
  if (path === '/login') csrf = undefined
  if (method === 'GET' || path === '/login') return {}
  csrf ??= send('GET', '/csrf')
    .then(read<{ csrfToken: string }>)
    .then(({ csrfToken }) => csrfToken)
    .catch(() => undefined)
  const token = await csrf
  // After a logout it is good for nothing; without one the API says what is wrong.
  if (!token || path === '/logout') csrf = undefined
  return token ? { 'X-XSRF-TOKEN': token } : {}
}`

function attemptPart({ credential }: Asked): string {
  if (credential !== 'bearer') {
    return `const attempt = async (method: string, path: string, body?: Body) =>
  send(method, path, body, await csrfHeaders(method, path))`
  }
  return `function attempt(method: string, path: string, body?: Body): Promise<Response> {
  const kept = tokens()
  return send(method, path, body, kept ? { Authorization: \`Bearer \${kept.accessToken}\` } : {})
}`
}

function refreshPart(asked: Asked): string {
  const exchange =
    asked.credential === 'bearer'
      ? `send('POST', '/refresh', { refreshToken: tokens()?.refreshToken ?? '' })
    .then(read<Tokens>)
    .then(keep)
    .then(() => true)`
      : `${attemptOf(asked)}('POST', '/refresh')
    .then(({ ok }) => ok)`
  return refreshOnce(exchange)
}

function callPart(asked: Asked): string {
  const attempt = attemptOf(asked)
  if (!refreshes(asked)) {
    return `const call = async <T>(method: string, path: string, body?: Body) =>
  read<T>(await ${attempt}(method, path, body))`
  }
  const held = asked.credential === 'bearer' ? ' && tokens() !== null' : ''
  return `async function call<T>(method: string, path: string, body?: Body): Promise<T> {
  const answer = await ${attempt}(method, path, body)
  // Once more with new tokens, and no more than once.
  const renewed = answer.status === 401${held} && (await refresh())
  return read<T>(renewed ? await ${attempt}(method, path, body) : answer)
}`
}

function loginPart(asked: Asked): string {
  const head = 'export async function login(username: string, password: string): Promise<User> {'
  if (asked.credential !== 'bearer') {
    return `${head}
  const answer = await ${attemptOf(asked)}('POST', '/login', { username, password })
  return (await read<{ user: User }>(answer)).user
}`
  }
  return `${head}
  const answer = await send('POST', '/login', { username, password })
  const issued = await read<Tokens & { user: User }>(answer)
  keep(issued)
  return issued.user
}`
}

const readingPart = ({ method }: Asked) => `export const me = () => call<User>('GET', '/me')

export const transfer = (to: string, amount: number) =>
  call<{ to: string; amount: number }>(${quoted(method)}, '/transfers', { to, amount })`

function logoutPart(asked: Asked): string {
  if (asked.credential !== 'bearer') {
    return `export async function logout(): Promise<void> {
  await read(await ${attemptOf(asked)}('POST', '/logout'))
}`
  }
  return `export async function logout(): Promise<void> {
  const refreshToken = tokens()?.refreshToken
  try {
    await read(await attempt('POST', '/logout', refreshToken ? { refreshToken } : {}))
  } finally {
    keep(null)
  }
}`
}
