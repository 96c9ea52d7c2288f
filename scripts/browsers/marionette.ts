import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'

/** How long Firefox may take to listen, and a script to answer, in milliseconds. */
const PATIENCE = 30_000

/** Firefox' own protocol, which reaches its user interface too: a length, a colon, and a message in JSON. */
export interface Marionette {
  navigate(url: string): Promise<void>
  /** The value of an expression that gives a promise, as text: in the page, or in the browser's own interface. */
  evaluate(where: 'content' | 'chrome', expression: string): Promise<string>
  close(): void
}

/** A message that answers a command: its kind, its number, an error, a result. */
const replySchema = v.strictTuple([
  v.literal(1),
  v.number(),
  v.nullable(v.object({ message: v.string() })),
  v.nullable(v.object({ value: v.optional(v.unknown()) })),
])
type Reply = v.InferOutput<typeof replySchema>

export async function connectMarionette(port: number): Promise<Marionette> {
  const socket = await connected(port)
  const waiting = new Map<number, (reply: Reply) => void>()
  let received = Buffer.alloc(0)
  let last = 0

  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data])
    for (let message = nextMessage(); message !== undefined; message = nextMessage()) {
      const reply = JSON.parse(message)
      if (v.is(replySchema, reply)) waiting.get(reply[1])?.(reply)
    }
  })

  function nextMessage(): string | undefined {
    const colon = received.indexOf(':')
    const end = colon + 1 + Number(received.subarray(0, colon))
    if (colon < 0 || received.length < end) return undefined
    const message = received.subarray(colon + 1, end).toString('utf8')
    received = received.subarray(end)
    return message
  }

  async function send(command: string, parameters: object): Promise<unknown> {
    last += 1
    const text = JSON.stringify([0, last, command, parameters])
    const { promise, resolve } = Promise.withResolvers<Reply>()
    waiting.set(last, resolve)
    socket.write(`${Buffer.byteLength(text)}:${text}`)
    const [, id, error, result] = await promise
    waiting.delete(id)
    if (error) throw new Error(error.message)
    return result?.value
  }

  await send('WebDriver:NewSession', {})
  return {
    async navigate(url) {
      await send('Marionette:SetContext', { value: 'content' })
      await send('WebDriver:Navigate', { url })
    },
    async evaluate(where, expression) {
      await send('Marionette:SetContext', { value: where })
      const script = `const done = arguments[0]; (${expression}).then(done, (error) => done(String(error)))`
      return String(await send('WebDriver:ExecuteAsyncScript', { script, args: [], scriptTimeout: PATIENCE }))
    },
    close: () => socket.destroy(),
  }
}

async function connected(port: number): Promise<net.Socket> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(100)) {
    const socket = net.connect(port, '127.0.0.1')
    const opened = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    if (opened) return socket
  }
  throw new Error('Firefox did not listen in time.')
}
