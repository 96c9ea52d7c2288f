import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const SCRIPT = new URL('../explain.ts', import.meta.url).pathname
const LINE =
  "Access to fetch at 'https://api.example.org/me?token=hunter2' from origin 'https://app.example.com' has been blocked by CORS policy: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'."

function explain(input: string, ...options: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [SCRIPT, ...options], {
    input,
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

it('tells cause, rule, ways out, lines for servers, and how to reproduce it', () => {
  const { stdout, status } = explain(LINE)
  for (const part of [
    'The answer was kept from your script',
    'WildcardOriginNotAllowed',
    'https://fetch.spec.whatwg.org/#concept-cors-check',
    'Access-Control-Allow-Origin: * -> https://app.example.com',
    "origin: 'https://app.example.com',",
    'Django: ',
    'http://app.localhost:5173/#cors.policy=raw',
  ]) {
    expect(stdout).toContain(part)
  }
  expect(stdout).not.toContain('hunter2')
  expect(status).toBe(0)
})

it('--json tells the same for machines', () => {
  const { findings } = JSON.parse(explain(LINE, '--json').stdout)
  expect(findings).toMatchObject([{ cause: 'WildcardOriginNotAllowed', origin: 'https://app.example.com' }])
})

it.each([
  { name: 'nothing', input: '', says: 'There is nothing to read.' },
  { name: 'another text', input: 'hello', says: 'no message of a browser' },
  { name: 'a file that is cut off', input: '{"log": ', says: 'begins like JSON and is none' },
])('$name is refused with a sentence, and with status 1', ({ input, says }) => {
  const { stdout, stderr, status } = explain(input)
  expect(stdout).toContain(says)
  expect({ stderr, status }).toEqual({ stderr: '', status: 1 })
})

it('escapes reach no terminal', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not come through
  expect(explain(`\x1b[31m${LINE.replace('/me', '/me\x1b[2J')}`).stdout).not.toMatch(/\x1b/)
})

it.each([
  { option: '--lab=nowhere', says: '--lab has to be a URL' },
  { option: '--nonsense', says: "Unknown option '--nonsense'" },
])('$option is refused with status 2', ({ option, says }) => {
  const { stderr, status } = explain(LINE, option)
  expect(stderr).toContain(says)
  expect(stderr).not.toMatch(/\n\s+at /)
  expect(status).toBe(2)
})

it('--help tells how', () => {
  expect(explain('', '--help').stdout).toContain('npm run -s explain < FILE')
})
