import { paragraphs, quoted } from '../code.ts'
import type { Snippet } from '../snippet.ts'
import { type Asked, refreshes } from './asked.ts'
import { credentialsComment, refreshOnce, TEXT_COMMENT, tokensPart, USER } from './parts.ts'

/** axios with interceptors: for what proves who asks, and for a second try after a refresh. */
export function axiosSnippet(asked: Asked): Snippet {
  const own = asXmlHttpRequest(asked)
  const bearer = own.credential === 'bearer'
  return {
    name: 'axios',
    side: 'client',
    file: 'api.ts',
    language: 'typescript',
    packages: ['axios'],
    code: `${paragraphs(
      importPart(own),
      USER,
      bearer && tokensPart(own),
      instancePart(own),
      own.csrfToken && csrfPart(own),
      bearer && AUTHORIZATION,
      refreshes(own) && refreshPart(own),
      loginPart(own),
      readingPart(own),
      logoutPart(own),
      EXPLAIN,
    )}\n`,
    notes: notesOf(asked),
  }
}

/** What axios makes its requests with knows neither the mode `no-cors` nor a way to leave out an origin's own cookies. */
const asXmlHttpRequest = (asked: Asked): Asked => ({
  ...asked,
  mode: 'cors',
  credentials: asked.credentials === 'omit' ? 'same-origin' : asked.credentials,
})

function notesOf({ credentials, mode, sameOrigin }: Asked): string[] {
  return [
    ...(credentials === 'omit' && sameOrigin
      ? ['axios uses XMLHttpRequest, which sends the cookies of the page’s own origin in any case.']
      : []),
    ...(mode === 'no-cors'
      ? ['axios uses XMLHttpRequest, which has no mode no-cors: the mode here is cors.']
      : []),
  ]
}

const importPart = ({ csrfToken }: Asked) =>
  `import axios, { ${csrfToken ? 'type InternalAxiosRequestConfig, ' : ''}isAxiosError } from 'axios'`

function instancePart(asked: Asked): string {
  const { api, credentials, csrfToken } = asked
  const headers = headersOf(asked)
  const lines = [
    `baseURL: ${quoted(api)},`,
    `// ${credentialsComment(asked)}`,
    `withCredentials: ${credentials === 'include'},`,
    ...(csrfToken
      ? [
          '// axios’ own way needs a cookie that the page can read, and would send the token to read, too.',
          'withXSRFToken: false,',
        ]
      : []),
    ...(asked.contentType === 'text/plain' ? [`// ${TEXT_COMMENT}`] : []),
    ...(headers.length > 0 ? [`headers: { ${headers.join(', ')} },`] : []),
  ]
  const options = `{\n${lines.map((line) => `  ${line}\n`).join('')}}`
  if (!refreshes(asked)) return `const api = axios.create(${options})`
  return `const options = ${options}

// Logging in, refreshing and the second try go through an instance that does not refresh: none can loop.
const plain = axios.create(options)
const api = axios.create(options)`
}

/** JSON is what axios writes by itself. */
function headersOf({ contentType, header }: Asked): string[] {
  const isContentType = header?.[0].toLowerCase() === 'content-type'
  return [
    ...(header && !isContentType ? [`${quoted(header[0])}: ${quoted(header[1])}`] : []),
    ...(contentType === 'application/json' ? [] : [`'Content-Type': ${quoted(contentType)}`]),
  ]
}

function csrfPart(asked: Asked): string {
  const asking = refreshes(asked) ? 'plain' : 'api'
  const intercepted = (add: string) =>
    refreshes(asked)
      ? `for (const instance of [plain, api]) instance.interceptors.request.use(${add})`
      : `api.interceptors.request.use(${add})`
  return `let csrf: Promise<string | undefined> | undefined

/** The token is for one login. It is not needed to read, where it would cost a preflight. */
async function addCsrfToken(request: InternalAxiosRequestConfig) {
  if (request.url === '/login') csrf = undefined
  if (request.method === 'get' || request.url === '/login') return request
  csrf ??= ${asking}
    .get<{ csrfToken: string }>('/csrf')
    .then(({ data }) => data.csrfToken)
    .catch(() => undefined)
  const token = await csrf
  // After a logout it is good for nothing; without one the API says what is wrong.
  if (!token || request.url === '/logout') csrf = undefined
  if (token) request.headers.set('X-XSRF-TOKEN', token)
  return request
}

${intercepted('addCsrfToken')}`
}

const AUTHORIZATION = `api.interceptors.request.use((request) => {
  const token = tokens()?.accessToken
  if (token) request.headers.setAuthorization(\`Bearer \${token}\`)
  return request
})`

const RENEWED = `error.config.headers.setAuthorization(\`Bearer \${tokens()?.accessToken}\`)`

function refreshPart({ credential }: Asked): string {
  const bearer = credential === 'bearer'
  const exchange = bearer
    ? `plain
    .post<Tokens>('/refresh', { refreshToken: tokens()?.refreshToken })
    .then(({ data }) => keep(data))
    .then(() => true)`
    : `plain
    .post('/refresh')
    .then(() => true)`
  return `${refreshOnce(exchange)}

api.interceptors.response.use(undefined, async (error: unknown) => {
  const expired = isAxiosError(error) && error.response?.status === 401${bearer ? ' && tokens() !== null' : ''}
  if (!expired || !error.config || !(await refresh())) throw error${bearer ? `\n  ${RENEWED}` : ''}
  return plain.request(error.config)
})`
}

function loginPart(asked: Asked): string {
  const bearer = asked.credential === 'bearer'
  const answer = bearer ? 'Tokens & { user: User }' : '{ user: User }'
  return `export async function login(username: string, password: string): Promise<User> {
  const { data } = await ${refreshes(asked) ? 'plain' : 'api'}.post<${answer}>('/login', { username, password })${
    bearer ? '\n  keep(data)' : ''
  }
  return data.user
}`
}

const readingPart = ({ method }: Asked) => `export async function me(): Promise<User> {
  return (await api.get('/me')).data
}

export async function transfer(to: string, amount: number): Promise<{ to: string; amount: number }> {
  return (await api.${method.toLowerCase()}('/transfers', { to, amount })).data
}`

function logoutPart(asked: Asked): string {
  if (asked.credential !== 'bearer') {
    return `export async function logout(): Promise<void> {
  await ${refreshes(asked) ? 'plain' : 'api'}.post('/logout')
}`
  }
  return `export async function logout(): Promise<void> {
  const kept = tokens()
  const headers = kept ? { Authorization: \`Bearer \${kept.accessToken}\` } : {}
  try {
    await plain.post('/logout', { refreshToken: kept?.refreshToken }, { headers })
  } finally {
    keep(null)
  }
}`
}

const EXPLAIN = `/** What to tell of an error: a refusal has an answer, a request that failed has none. */
export function explain(error: unknown): string {
  if (!isAxiosError(error)) return String(error)
  if (error.response) return \`\${error.response.status}: \${JSON.stringify(error.response.data)}\`
  // No script is told which of the two it was; the console is.
  return 'No answer: the network failed, or CORS keeps it from this page.'
}`
