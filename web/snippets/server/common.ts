// What is the same in every program.

export const USERS = `// The place for your own users: look them up, compare the password's hash (scrypt, argon2), and limit the attempts.
const users = new Map([['ada', { username: 'ada', name: 'Ada' }]])
const demoPassword = process.env.DEMO_PASSWORD ?? newId() // without the variable, nobody gets in
const userWith = (username, password) => (same(password, demoPassword) ? users.get(username) : undefined)`

/** Statements that let `user` in, or throw. */
export const letIn = (input: string) => `const { username, password } = ${input} ?? {}
if (typeof username !== 'string' || typeof password !== 'string') {
  throw problem(422, 'Expected username and password, as text.')
}
const user = userWith(username, password)
if (!user) throw unauthorized('The username or the password is wrong.')`

/** Statements that read a transfer, and do what is yours to write. */
export const transferred = (
  input: string,
  forms: boolean,
) => `const { to, ${forms ? 'amount: text' : 'amount'} } = ${input} ?? {}
${forms ? 'const amount = Number(text)\n' : ''}if (typeof to !== 'string' || !Number.isSafeInteger(amount) || amount < 1) {
  throw problem(422, 'Expected to, as text, and amount, a whole number above 0.')
}
// The place for what your API does.`

/** What is used all over. @param cookie the constant of the cookie that a 401 asks for; left out, it asks for a token */
export const helpers = (
  cookie: string | undefined,
): string => `// 256 random bits: a text that nobody guesses.
const newId = () => randomBytes(32).toString('base64url')
const hash = (text) => createHash('sha256').update(text).digest('base64url')
// Takes the same time whatever is equal.
const same = (one, other) => timingSafeEqual(Buffer.from(hash(one)), Buffer.from(hash(other)))

// An error that the client is told of.
const problem = (status, detail, headers = {}) => Object.assign(new Error(detail), { status, headers })
${
  cookie
    ? `const unauthorized = (detail) =>
  problem(401, detail, { 'WWW-Authenticate': \`Cookie realm="api", cookie-name="\${${cookie}}"\` })`
    : `const unauthorized = (detail, error = '') =>
  problem(401, detail, { 'WWW-Authenticate': \`Bearer realm="api"\${error}\` })`
}`

export const ANSWER_TO = `/** What goes out for an error (RFC 9457); for one that nobody foresaw, nothing but that it happened. */
function answerTo(error) {
  const { status = error.statusCode ?? 500, headers = {} } = error
  if (status >= 500) console.error(error)
  const detail = status < 500 ? error.message : 'Something failed in the server.'
  return { status, headers, body: JSON.stringify({ title: STATUS_CODES[status], status, detail }) }
}`
