import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCertificate } from '../../api/lab/certificate.ts'
import { freePorts } from '../free-ports.ts'
import { temporaryFolder } from '../test-lab.ts'
import {
  createExactServer,
  type ExactRequest,
  type ExactServer,
  UnusableOriginError,
} from './exact-server.ts'

let server: ExactServer
let port = 0
const requests: ExactRequest[] = []

beforeAll(async () => {
  const folder = temporaryFolder()
  server = createExactServer(
    (request) => {
      requests.push(request)
      return {
        status: 299,
        headers: [
          ['X-Twice', '1'],
          ['x-twice', '2'],
          ['Set-Cookie', 'a=\u0001\u00e9'],
        ],
        body: 'body',
      }
    },
    await loadCertificate(folder.path),
  )
  folder.remove()
  ;[port = 0] = await freePorts(1)
  await server.serve(new URL(`http://app.localhost:${port}`))
})
afterAll(() => server.close())

/** What the server sends to bytes that come in pieces. */
async function exchange(...pieces: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1')
  let answer = ''
  socket.on('data', (text: string) => {
    answer += text
  })
  for (const piece of pieces) {
    socket.write(piece, 'latin1')
    await new Promise((resolve) => setImmediate(resolve))
  }
  while (!answer.includes('\r\n\r\n')) await once(socket, 'data')
  socket.destroy()
  return answer
}

const ANSWER =
  'HTTP/1.1 299 \r\nX-Twice: 1\r\nx-twice: 2\r\nSet-Cookie: a=\u0001\u00e9\r\nContent-Length: 4\r\n\r\nbody'

it.each([
  {
    name: 'a plain request',
    pieces: ['GET /a?b HTTP/1.1\r\nHost: app.localhost:1\r\n\r\n'],
    method: 'GET',
    url: '/a?b',
  },
  {
    name: 'any method',
    pieces: ['patch / HTTP/1.1\r\nHost: app.localhost:1\r\n\r\n'],
    method: 'patch',
    url: '/',
  },
  {
    name: 'a request in pieces, with a body',
    pieces: ['POST /p HT', 'TP/1.1\r\nHost: app.localhost:1\r\nContent-Length: 3\r\n', '\r\na', '=1'],
    method: 'POST',
    url: '/p',
  },
])('answers to the letter: $name', async ({ pieces, method, url }) => {
  expect(await exchange(...pieces)).toBe(ANSWER)
  expect(requests.at(-1)).toMatchObject({ method, url: `http://app.localhost:1${url}` })
})

it('a HEAD is answered without the body', async () => {
  const answer = await exchange('HEAD / HTTP/1.1\r\nHost: app.localhost:1\r\n\r\n')
  expect(answer).toBe(ANSWER.replace('body', ''))
})

it.each([
  { origin: 'http://example.com', sentence: /example\.com is not this machine/ },
  { origin: 'http://192.168.0.1:80', sentence: /not this machine/ },
  { origin: 'https://app.localhost:PORT', sentence: /asked for over https/ },
])('refuses $origin: $sentence', async ({ origin, sentence }) => {
  const serving = server.serve(new URL(origin.replace('PORT', String(port))))
  await expect(serving).rejects.toThrow(UnusableOriginError)
  await expect(server.serve(new URL(origin.replace('PORT', String(port))))).rejects.toThrow(sentence)
})
