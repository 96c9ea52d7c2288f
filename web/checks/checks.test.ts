import { expect, it } from 'vitest'
import { CLAUSES } from '../browser/clauses.ts'
import { DEVIATIONS } from '../browser/engines/deviations.ts'
import type { AnswerHeaders } from './answer-headers.ts'
import { type CheckName, checkAllowedOrigin, checkAnswer, checkLogin } from './checks.ts'

const asked = {
  page: 'https://app.example.com/',
  url: 'https://api.example.com/login',
  credentials: 'include' as const,
}
const sound: [string, string][] = [
  ['Access-Control-Allow-Origin', 'https://app.example.com'],
  ['Access-Control-Allow-Credentials', 'true'],
  ['Set-Cookie', '__Host-id=1; Path=/; Secure; HttpOnly; SameSite=Lax; Domain='],
]

const answers: { name: string; headers: AnswerHeaders; checks: CheckName[] }[] = [
  { name: 'a sound one', headers: sound.slice(0, 2), checks: [] },
  { name: 'no header at all', headers: {}, checks: [] },
  {
    name: 'a slash at the end of the allowed origin',
    headers: { 'access-control-allow-origin': 'https://app.example.com/' },
    checks: ['allowed-origin'],
  },
  {
    name: 'a wildcard',
    headers: { 'access-control-allow-origin': '*' },
    checks: ['wildcard-with-credentials'],
  },
  {
    name: 'two layers, told once',
    headers: [...sound.slice(0, 1), ...sound.slice(0, 1)],
    checks: ['double-allow-origin'],
  },
  {
    name: 'a long cookie',
    headers: { 'set-cookie': [`id=${'x'.repeat(5000)}; Secure`] },
    checks: ['cookie-size'],
  },
  {
    name: 'a cookie for a public suffix, and a wildcard that exposes',
    headers: { 'set-cookie': 'id=1; Domain=com', 'access-control-expose-headers': '*' },
    checks: ['wildcard-with-credentials', 'cookie-not-stored'],
  },
]

it.each(answers)('an answer with $name: $checks', ({ headers, checks }) => {
  expect([...new Set(checkAnswer(headers, asked).map(({ check }) => check))]).toEqual(checks)
})

const SOURCES = new Set<string>([...Object.values(CLAUSES), ...DEVIATIONS.map(({ source }) => source)])

it.each(answers)(
  'an answer with $name: each warning has a sentence, a fix and a known source',
  ({ headers }) => {
    for (const { message, fix, source } of checkAnswer(headers, asked)) {
      expect(message).toMatch(/\.$/)
      expect(fix).toMatch(/\.$/)
      expect(SOURCES).toContain(source)
    }
  },
)

const SECRET = 'eyJhbGciOiJub25lIn0.hunter2hunter2'
const tellers: { name: string; tell: () => unknown }[] = [
  {
    name: 'refused, long and malformed cookies',
    tell: () =>
      checkAnswer(
        {
          'set-cookie': [
            `a=${SECRET}; SameSite=None`,
            `b=${SECRET.repeat(200)}`,
            `c=${SECRET}\u0001; Secure`,
            `d=${SECRET}; Domain=com`,
            SECRET.repeat(200),
          ],
        },
        { ...asked, url: `https://ada:${SECRET}@api.example.org/login?token=${SECRET}` },
      ),
  },
  {
    name: 'an allowed origin with a password',
    tell: () => checkAllowedOrigin(`https://ada:${SECRET}@app.example.com/?token=${SECRET}`),
  },
  {
    name: 'a login with a token in its address',
    tell: () =>
      checkLogin({
        page: `https://app.example.com/?code=${SECRET}`,
        login: { url: `https://api.example.org/login?token=${SECRET}`, status: 200 },
        whoAmI: { url: `https://api.example.org/me?token=${SECRET}`, status: 401 },
      }),
  },
]

it.each(tellers)('no secret is told of $name', ({ tell }) => {
  const told = JSON.stringify(tell())
  expect(told).toContain('"message"')
  expect(told).not.toContain('hunter2')
})
