import { expect, it } from 'vitest'
import { requestBytes } from './request-bytes.ts'

const start = 'GET /x/k7/me HTTP/1.1\r\n'
const host = 'Host: api.localhost:4000\r\n'
const sid = 'Cookie: sid-k7=abc\r\n'
const bearer = 'authorization: Bearer t\r\n'
const end = '\r\n'

const rows: { name: string; sent: [string, string][]; counted: string[]; credential: string[] }[] = [
  { name: 'no credential', sent: [], counted: [], credential: [] },
  { name: 'a cookie', sent: [['Cookie', 'sid-k7=abc']], counted: [sid], credential: [sid] },
  {
    name: 'cookies of other experiments, which do not count',
    sent: [['Cookie', 'sid-a1=x; sid-k7=abc; theme=dark']],
    counted: [sid],
    credential: [sid],
  },
  { name: 'none but those of others', sent: [['Cookie', 'sid-a1=x']], counted: [], credential: [] },
  {
    name: 'a token, and a header that is no credential',
    sent: [
      ['authorization', 'Bearer t'],
      ['X-XSRF-TOKEN', 'u'],
    ],
    counted: [bearer, 'X-XSRF-TOKEN: u\r\n'],
    credential: [bearer],
  },
]

it.each(rows)('$name', ({ sent, counted, credential }) => {
  const rawHeaders = [['Host', 'api.localhost:4000'], ...sent].flat()
  const request = { method: 'GET', url: '/x/k7/me', httpVersion: '1.1', rawHeaders }
  expect(requestBytes(request, (name) => name.includes('-k7'))).toEqual({
    head: [start, host, ...counted, end].join('').length,
    credential: credential.join('').length,
  })
})
