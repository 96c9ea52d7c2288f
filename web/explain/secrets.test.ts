import { expect, it } from 'vitest'
import { explain } from './explain.ts'
import { MASK, maskedHeader, maskedUrl } from './secrets.ts'

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'

it.each([
  ['https://a.example/me?page=2', 'https://a.example/me?page=2'],
  ['https://ada:lovelace@a.example/', `https://${MASK}@a.example/`],
  ['https://a.example/me?access_token=abc&page=2', `https://a.example/me?access_token=${MASK}&page=2`],
  ['https://a.example/cb?code=4%2Fabc&state=xyz', `https://a.example/cb?code=${MASK}&state=${MASK}`],
  [`https://a.example/${JWT}`, `https://a.example/${MASK}`],
  ['https://a.example/#id_token=abc', `https://a.example/#id_token=${MASK}`],
  ['https://a.example/?q=0123456789abcdef0123456789abcdef', `https://a.example/?q=${MASK}`],
])('the URL %s is shown as %s', (url, shown) => {
  expect(maskedUrl(url)).toBe(shown)
})

it.each([
  ['Cookie', 'a=1; b=2', `a=${MASK}; b=${MASK}`],
  ['Set-Cookie', 'sid=secret; Path=/; Secure', `sid=${MASK}; Path=/; Secure`],
  ['Authorization', 'Bearer secret', `Bearer ${MASK}`],
  ['X-Api-Key', 'secret', MASK],
  ['X-XSRF-TOKEN', 'secret', MASK],
  ['Content-Type', 'application/json', 'application/json'],
  ['Access-Control-Allow-Headers', 'x-csrf-token', 'x-csrf-token'],
])('the header %s: %s is shown as %s', (name, value, shown) => {
  expect(maskedHeader(name, value)).toBe(shown)
})

const headers = [
  { name: 'Origin', value: 'https://app.example.com' },
  { name: 'Cookie', value: 'sid=hunter2' },
  { name: 'Authorization', value: 'Bearer hunter2' },
]
const recording = JSON.stringify({
  log: {
    entries: [
      {
        request: { method: 'GET', url: 'https://api.example.org/a?token=hunter2', headers },
        response: {
          status: 302,
          headers: [
            { name: 'Set-Cookie', value: 'sid=hunter2; Path=/; SameSite=Lax' },
            { name: 'Location', value: 'https://u:hunter2@b.example/?token=hunter2' },
          ],
        },
      },
    ],
  },
})

it.each([
  { name: 'a recording', text: recording },
  {
    name: 'the output of curl',
    text: '> GET /a?token=hunter2 HTTP/1.1\n> Host: api.example.org\n> Origin: https://app.example.com\n> Cookie: sid=hunter2\n> Authorization: Bearer hunter2\n\n< HTTP/1.1 200 OK\n< Set-Cookie: sid=hunter2; Path=/\n',
  },
  {
    name: 'a console line',
    text: "Access to fetch at 'https://api.example.org/a?token=hunter2' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  },
])('no secret of $name is in what is said of it', ({ text }) => {
  const said = JSON.stringify(explain(text, 'http://app.localhost:5173'))
  expect(said).toContain('api.example.org/a?token=')
  expect(said).not.toContain('hunter2')
})
