import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../test-lab.ts'
import { median, spread } from './statistics.ts'

const ROUNDS = 5
const root = fileURLToPath(new URL('../..', import.meta.url))
const BARE =
  'require("http").createServer((_, response) => response.end()).listen(process.argv[1], "127.0.0.1")'

/** `npm start` to the page's first answer, beside a bare Node server to its own, in turn. The page is built already. */
export async function measureStart(): Promise<string> {
  const folder = temporaryFolder()
  const lab: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await toFirstAnswer((port) => ['node', '-e', BARE, `${port}`]))
    lab.push(
      await toFirstAnswer((port) => [
        'npm',
        'start',
        '--',
        '--port',
        `${port}`,
        '--api-port',
        '0',
        '--data',
        folder.path,
      ]),
    )
  }
  folder.remove()
  const ratios = lab.map((time, round) => time / (bare[round] ?? Number.NaN))
  return (
    `npm start to the first answer: ${median(ratios).toFixed(1)} times a bare Node server's (${spread(ratios)}, ` +
    `${ROUNDS} rounds); ${Math.round(median(lab))} ms against ${Math.round(median(bare))} ms`
  )
}

/** Milliseconds from the start of a command to the first answer at its port. */
async function toFirstAnswer(command: (port: number) => string[]): Promise<number> {
  const port = await freePort()
  const [program = '', ...args] = command(port)
  const started = performance.now()
  const child = spawn(program, args, { cwd: root, stdio: 'ignore', detached: true })
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${program} ended before it answered.`)
    await pause()
  }
  const time = performance.now() - started
  const ended = once(child, 'exit')
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  // npm may end before what it started.
  while (await answers(port)) await pause()
  return time
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 2))

async function answers(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000)
    await (await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual', signal })).arrayBuffer()
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}
