import { describe, expect, it } from 'vitest'
import { freePorts } from '../free-ports.ts'
import { hold } from '../test-setup.ts'
import { run, script } from '../test-start.ts'
import { command } from './command.ts'
import { PAGE, sound, testServer } from './test-server.ts'

const server = hold(() =>
  testServer((request, response) => {
    // A server writes what it likes; Node only what is a header.
    if (request.url === '/hostile') {
      response.socket?.end(
        `HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: \x1b]0;title\x07\x1b[2J<b>\u202e${PAGE}\r\nVary: ${'x'.repeat(10_000)}\r\n\r\n`,
      )
    } else if (request.url === '/shy' && request.headers.origin !== PAGE) response.destroy()
    else if (request.url === '/speechless') response.writeEarlyHints({ link: '</a>; rel=preload' })
    else response.writeHead(200, sound(request)).end()
  }),
)
const secure = hold(() =>
  testServer((request, response) => void response.writeHead(200, sound(request)).end(), 'https'),
)
const FROM = ['--origin', PAGE, '--credentials', 'include']

describe('no answer is one sentence, with status 1', () => {
  it.each([
    {
      name: 'nothing listens',
      url: async () => `http://localhost:${(await freePorts(1))[0]}/`,
      says: /^Nothing listens at localhost/,
    },
    {
      name: 'nothing comes',
      url: async () => `${server.current.origin}/speechless`,
      args: ['--timeout', '0.3'],
      says: /^api\.localhost:\d+ did not answer within 0\.3 seconds\. .*--timeout/,
    },
    {
      name: 'nobody vouches for the certificate',
      url: async () => secure.current.origin,
      says: /^The certificate of .* \(--insecure\) takes any/,
    },
  ])('where $name', async ({ url, args = [], says }) => {
    const asked = [await url(), ...FROM, ...args]
    const { status, out, err } = await command(asked)
    expect(err).toMatch(says)
    expect(err).not.toContain('\n')
    expect({ status, out }).toEqual({ status: 1, out: '' })
    const inJson = await command([...asked, '--json'])
    expect(JSON.parse(inJson.out)).toEqual({
      error: { code: expect.any(String), message: expect.stringMatching(says) },
    })
    expect(inJson).toMatchObject({ status: 1, err: '' })
  })
})

it('a stranger who gets no answer takes nothing from what is known', async () => {
  const { out, status } = await command([`${server.current.origin}/shy`, ...FROM])
  expect(out).toMatch(/\? Other origins could not be tried\. api\.localhost:\d+ closed the connection/)
  expect(status).toBe(0)
})

it('--insecure takes a certificate that nobody vouches for', async () => {
  expect(await command([secure.current.origin, ...FROM, '--insecure'])).toMatchObject({ status: 0, err: '' })
})

it.each([{ form: [] }, { form: ['--json'] }])(
  'what a hostile server writes reaches no terminal: $form',
  async ({ form }) => {
    const { out } = await command([`${server.current.origin}/hostile`, ...FROM, ...form])
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|\\u001b/)
    expect(out).toContain('<b>')
  },
)

it('a value without end is cut off', async () => {
  const { out } = await command([`${server.current.origin}/hostile`, ...FROM])
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBe(401)
})

describe('the command itself', () => {
  it.each([
    { name: 'all is well', args: [], code: 0, says: 'Nothing is wrong here.' },
    {
      name: 'a cookie cannot go along',
      args: ['--mode', 'no-cors'],
      code: 1,
      says: 'the script learns nothing of it',
    },
    {
      name: 'an option is wrong',
      args: ['--engine', 'netscape'],
      code: 2,
      says: '--engine has to be one of',
    },
  ])('ends with status $code where $name', async ({ args, code, says }) => {
    const ended = await run([script('diagnose.ts'), `${server.current.origin}/me`, ...FROM, ...args]).ended
    expect(ended.output).toContain(says)
    expect(ended.output).not.toMatch(/\n\s+at /)
    expect(ended.code).toBe(code)
  })
})
