import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A script of this folder. */
export const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export interface Ended {
  code: number | null
  output: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  said: () => string
}

/** The environment without a Redis that whoever tests may use. */
const environment = { ...process.env, REDIS_URL: '' }

/** Runs Node. */
export function run(args: string[], env: NodeJS.ProcessEnv = environment): Running {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'close').then(([code]) => ({ code, output }))
  return { child, ended, said: () => output }
}

/** Starts the lab on free ports and reads the page's address from what it prints. */
export async function startLab(
  data: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Running & { page: string }> {
  const free = ['--port', '0', '--api-port', '0', '--data', data]
  const running = run([script('start.ts'), ...free, ...args], { ...environment, ...env })
  let page: string | undefined
  while (page === undefined) {
    await Promise.race([once(running.child.stdout ?? running.child, 'data'), running.ended])
    if (running.child.exitCode !== null) throw new Error(running.said())
    page = /page {2}(\S+)/.exec(running.said())?.[1]
  }
  return { ...running, page }
}
