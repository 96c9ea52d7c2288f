import { afterAll, beforeAll, expect, it } from 'vitest'
import { command } from './command.ts'
import { PAGE, sound, type TestServer, testServer } from './test-server.ts'

let server: TestServer
/** It sends back in many places what it was sent. */
beforeAll(async () => {
  server = await testServer((request, response) => {
    const { authorization = 'none', cookie = 'none' } = request.headers
    response.writeHead(302, {
      ...sound(request),
      'set-cookie': ['sid=issued-5ecret; SameSite=Lax', `${'x'.repeat(5000)}=issued-5ecret`],
      location: `http://ada:l0velace@${server.origin.slice(7)}/?access_token=moved-5ecret`,
      'www-authenticate': `Bearer error="${authorization}"`,
      'access-control-expose-headers': cookie.replaceAll(/[^\w-]/g, '-'),
      'x-echo': `${authorization} ${cookie} ${request.url}`,
    })
    response.end()
  })
})
afterAll(() => server.close())

const SECRETS = [
  'hunter2-cookie',
  'hunter2-bearer',
  'hunter2-query',
  'hunter2-key',
  'hunter2-body',
  'issued-5ecret',
  'moved-5ecret',
  'l0velace',
]

const ARGS = [
  ...['--origin', PAGE, '--credentials', 'include', '--method', 'POST', '--body', 'password=hunter2-body'],
  ...[
    '--header',
    'authorization: Bearer hunter2-bearer',
    '--header',
    'x-api-key: hunter2-key',
    '--cookie',
    'sid=hunter2-cookie',
  ],
]

it.each([{ form: [] }, { form: ['--json'] }, { form: ['--preflight-only'] }])(
  'no secret is printed: $form',
  async ({ form }) => {
    const { out, err } = await command([`${server.origin}/?token=hunter2-query`, ...ARGS, ...form])
    expect(out).toContain('•••')
    for (const secret of SECRETS) expect(out + err).not.toContain(secret)
  },
)

it.each([
  {
    name: 'a word is no secret',
    args: ['--cookie', 'consent=true'],
    shown: 'access-control-allow-credentials: true',
  },
  { name: 'the page’s origin is none', args: ['--cookie', `back=${PAGE}`], shown: `from ${PAGE}` },
])('$name', async ({ args, shown }) => {
  const ended = await command([`${server.origin}/`, '--origin', PAGE, '--credentials', 'include', ...args])
  expect(ended.out).toContain(shown)
})

it.each([
  { name: 'a user name in the URL', args: ['http://ada:l0velace@api.localhost:1/', '--origin', PAGE] },
  {
    name: 'a wrong cookie',
    args: [`http://api.localhost:1/`, '--origin', PAGE, '--cookie', 'hunter2-cookie'],
  },
  {
    name: 'a wrong header',
    args: [`http://api.localhost:1/`, '--origin', PAGE, '--header', 'x y: hunter2-key'],
  },
  { name: 'an unknown host', args: ['http://nowhere.invalid/?token=hunter2-query', '--origin', PAGE] },
])('$name is told without it', async ({ args }) => {
  const { out, err } = await command(args)
  expect(out + err).not.toBe('')
  for (const secret of SECRETS) expect(out + err).not.toContain(secret)
})
