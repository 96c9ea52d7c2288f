import { expect, it } from 'vitest'
import { command } from './command.ts'
import { diagnoseOptions } from './options.ts'

const URL = 'https://api.example.com/me'
const FROM = ['--origin', 'https://app.example.com']

it.each([
  { args: [], says: 'One URL is needed' },
  { args: [URL, URL, ...FROM], says: 'One URL is needed' },
  { args: ['api.example.com/me', ...FROM], says: 'The URL has to begin with http:// or https://' },
  { args: ['ftp://api.example.com/', ...FROM], says: 'The URL has to begin with http:// or https://' },
  { args: [URL], says: '--origin is needed' },
  { args: [URL, '--origin', 'app.example.com'], says: 'such as https://app.example.com, or null' },
  {
    args: [URL, ...FROM, '--credentials', 'yes'],
    says: '--credentials has to be one of omit, same-origin, include',
  },
  { args: [URL, ...FROM, '--mode', 'navigate'], says: '--mode has to be one of cors, no-cors, same-origin' },
  { args: [URL, ...FROM, '--engine', 'netscape'], says: '--engine has to be one of spec, chromium' },
  { args: [URL, ...FROM, '--header', 'a b: c'], says: '--header has to be a name, or "name: value"' },
  { args: [URL, ...FROM, '--header', 'a: b\nc: d'], says: 'without control characters' },
  { args: [URL, ...FROM, '--cookie', 'sid'], says: '--cookie has to be name=value' },
  { args: [URL, ...FROM, '--cookie', 'sid=1; Secure'], says: 'without a semicolon' },
  { args: [URL, ...FROM, '--timeout', 'soon'], says: '--timeout has to be a number of seconds up to 600' },
  { args: [URL, ...FROM, '--timeout', '0'], says: '--timeout has to be a number of seconds up to 600' },
  { args: [URL, ...FROM, '--nonsense'], says: "Unknown option '--nonsense'" },
  { args: [URL, ...FROM, '--method'], says: "'--method <value>' argument missing" },
  { args: [URL, ...FROM, '--\x1b[31mred'], says: "Unknown option '--red'" },
])('$args is refused: $says', async ({ args, says }) => {
  const { status, out, err } = await command(args)
  expect(err).toContain(says)
  expect(err).toContain('See npm run -s diagnose -- --help.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not come through
  expect(err).not.toMatch(/\x1b|\n\s+at /)
  expect({ status, out }).toEqual({ status: 2, out: '' })
})

it.each([
  { given: ['authorization'], header: ['authorization', 'Bearer token'], standIns: ['authorization'] },
  { given: ['Content-Type'], header: ['Content-Type', 'application/json'], standIns: ['Content-Type'] },
  { given: ['x-a: b: c'], header: ['x-a', 'b: c'], standIns: [] },
  { given: ['x-a:'], header: ['x-a', ''], standIns: [] },
])('the header $given is read as $header', ({ given, header, standIns }) => {
  const options = diagnoseOptions([URL, ...FROM, '--header', ...given])
  expect(options).toMatchObject({ asked: { request: { headers: [header] }, standIns } })
})

it('a page’s address stands for its origin', () => {
  const options = diagnoseOptions([URL, '--origin', 'https://app.example.com/login?a=b'])
  expect(options).toMatchObject({
    asked: { origin: 'https://app.example.com', page: 'https://app.example.com/' },
  })
})

it('--help tells how', async () => {
  const { status, out } = await command(['--help'])
  expect(out).toContain('npm run -s diagnose -- URL --origin ORIGIN')
  expect(status).toBe(0)
})
