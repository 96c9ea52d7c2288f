import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireRequest } from '../../web/browser/network.ts'
import { freePorts } from '../free-ports.ts'
import { liveNetwork } from './liveNetwork.ts'
import { NoAnswer } from './noAnswer.ts'

/** What a server of one kind does with a connection once something has come. */
const SERVERS: Record<string, (socket: Socket) => void> = {
  plain: (socket) =>
    socket.end(
      'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nX-Some:  kept \r\nset-cookie: b=\xe9\r\n\r\n',
      'latin1',
    ),
  old: (socket) => socket.end('HTTP/1.0 200 OK\r\nVary: Origin\r\n\r\nbody'),
  informing: (socket) =>
    socket.end(
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n',
    ),
  endless: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nVary: Origin\r\nContent-Length: 9999999999\r\n\r\n')
    const more = () => void (socket.destroyed || socket.write('x'.repeat(65_536), more))
    more()
  },
  redirecting: (socket) =>
    socket.end('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n'),
  closing: (socket) => socket.end(),
  speechless: () => {},
  ancient: (socket) => socket.end('<html>no status line</html>'),
  other: (socket) => socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'),
  switching: (socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n'),
  bomb: (socket) => socket.write(`HTTP/1.1 200 OK\r\n${`X-Bomb: ${'x'.repeat(1000)}\r\n`.repeat(300)}\r\n`),
  many: (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(5000)}Vary: Origin\r\n\r\n`),
}

const servers = new Map<string, { server: Server; port: number }>()
const received = new Map<string, string>()
const sockets = new Set<Socket>()

beforeAll(async () => {
  for (const [name, answer] of Object.entries(SERVERS)) {
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.once('data', (data) => {
        received.set(name, String(data))
        answer(socket)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    servers.set(name, { server, port: typeof address === 'object' ? (address?.port ?? 0) : 0 })
  }
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  for (const { server } of servers.values()) server.close()
})

const urlOf = (name: string, scheme = 'http') => `${scheme}://api.localhost:${servers.get(name)?.port}/me?a=b`
const request = (url: string, more: Partial<WireRequest> = {}): WireRequest => ({
  method: 'GET',
  url,
  headers: [['origin', 'http://app.localhost:5173']],
  body: null,
  preflight: false,
  hop: 0,
  ...more,
})

describe('what comes is the answer', () => {
  it.each([
    {
      name: 'plain',
      answer: {
        status: 200,
        headers: [
          ['Set-Cookie', 'a=1'],
          ['X-Some', 'kept'],
          ['set-cookie', 'b=\xe9'],
        ],
      },
    },
    { name: 'old', answer: { status: 200, headers: [['Vary', 'Origin']] } },
    { name: 'informing', answer: { status: 204, headers: [] } },
    {
      name: 'endless',
      answer: {
        status: 200,
        headers: [
          ['Vary', 'Origin'],
          ['Content-Length', '9999999999'],
        ],
      },
    },
    {
      name: 'redirecting',
      answer: {
        status: 302,
        headers: [
          ['Location', '/elsewhere'],
          ['Content-Length', '0'],
        ],
      },
    },
  ])('of a server that is $name', async ({ name, answer }) => {
    expect(await liveNetwork()(request(urlOf(name)))).toEqual(answer)
  })

  it('no header is lost where there are thousands', async () => {
    expect((await liveNetwork()(request(urlOf('many')))).headers.at(-1)).toEqual(['Vary', 'Origin'])
  })
})

describe('what goes out', () => {
  const PAGE = { url: 'http://app.localhost:5173/form?x=1' }
  it.each([
    {
      sent: { method: 'GET' },
      first: 'GET /me?a=b HTTP/1.1',
      has: ['origin: http://app.localhost:5173', 'accept: */*'],
    },
    { sent: { method: 'patch', body: 'é' }, first: 'patch /me?a=b HTTP/1.1', has: ['content-length: 2'] },
    { sent: { method: 'POST' }, first: 'POST /me?a=b HTTP/1.1', has: ['content-length: 0'] },
    {
      sent: { method: 'OPTIONS', preflight: true },
      first: 'OPTIONS /me?a=b HTTP/1.1',
      has: ['sec-fetch-site: cross-site', 'sec-fetch-mode: cors', 'referer: http://app.localhost:5173/'],
    },
  ])('is $first', async ({ sent, first, has }) => {
    await liveNetwork({ page: PAGE })(request(urlOf('plain'), sent))
    const lines = received.get('plain')?.split('\r\n') ?? []
    expect(lines[0]).toBe(first)
    expect(lines).toEqual(expect.arrayContaining([...has, `host: ${new URL(urlOf('plain')).host}`]))
    expect(lines.join()).not.toMatch(/transfer-encoding/i)
  })
})

describe('no answer is told in a sentence', () => {
  const free = async () => `http://localhost:${(await freePorts(1))[0]}/`
  it.each([
    { name: 'nothing listens', url: free, code: 'Refused', says: /was refused\. Start the server/ },
    {
      name: 'the name is not known',
      url: () => 'http://nowhere.invalid/',
      code: 'UnknownHost',
      says: /nowhere\.invalid is not known/,
    },
    {
      name: 'nothing comes',
      url: () => urlOf('speechless'),
      timeout: 0.2,
      code: 'Timeout',
      says: /within 0\.2 seconds/,
    },
    {
      name: 'the connection is closed',
      url: () => urlOf('closing'),
      code: 'Closed',
      says: /closed the connection/,
    },
    { name: 'there is no status line', url: () => urlOf('ancient'), code: 'NotHttp', says: /no HTTP\/1\.1/ },
    { name: 'it is another protocol', url: () => urlOf('other'), code: 'NotHttp', says: /no HTTP\/1\.1/ },
    { name: 'it becomes another protocol', url: () => urlOf('switching'), code: 'NotHttp', says: /switches/ },
    { name: 'the headers do not end', url: () => urlOf('bomb'), code: 'HeadersTooLarge', says: /256 KB/ },
    { name: 'there is no TLS', url: () => urlOf('plain', 'https'), code: 'NoTls', says: /http:\/\/ address/ },
    {
      name: 'a header breaks the line',
      url: () => urlOf('plain'),
      sent: { headers: [['x', 'a\r\nb: c']] satisfies WireRequest['headers'] },
      code: 'NotSent',
      says: /control characters/,
    },
  ])('where $name', async ({ url, sent = {}, timeout = 20, code, says }) => {
    const error = await liveNetwork({ timeout })(request(await url(), sent)).catch((caught) => caught)
    expect(error).toBeInstanceOf(NoAnswer)
    expect(error).toMatchObject({ code, message: expect.stringMatching(says) })
  })
})
