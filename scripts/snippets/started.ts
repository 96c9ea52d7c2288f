import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Snippet } from '../../web/snippets/snippet.ts'
import { freePorts } from '../free-ports.ts'
import { temporaryFolder } from '../test-lab.ts'
import { nginxProgram } from './nginx.ts'

/** A server that somebody made of a snippet. */
export interface Started {
  port: number
  close(): Promise<void>
}

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** Puts the file into an empty folder beside the project's packages and runs it, as whoever copies it would. */
export async function startProgram({ file, code }: Snippet, env: NodeJS.ProcessEnv): Promise<Started> {
  const folder = temporaryFolder()
  writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder.path, file), code)
  symlinkSync(modules, join(folder.path, 'node_modules'), 'junction')
  const [port = 0] = await freePorts(1)
  const child = spawn(process.execPath, [file], { cwd: folder.path, env: { ...env, PORT: String(port) } })
  return started(child, 'Listening at port', port, folder.remove)
}

/** Runs nginx with a snippet as its only site, before an application at a port. */
export async function startNginx({ file, code }: Snippet, application: number): Promise<Started> {
  const folder = temporaryFolder()
  const [port = 0] = await freePorts(1)
  const own = code
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('http://127.0.0.1:3000', `http://127.0.0.1:${application}`)
  writeFileSync(join(folder.path, file), own)
  writeFileSync(join(folder.path, 'nginx.conf'), mainConfiguration(folder.path, file))
  for (const name of TEMPORARY) mkdirSync(join(folder.path, name))
  const child = spawn(nginxProgram() ?? 'nginx', ['-p', folder.path, '-c', 'nginx.conf', '-e', 'stderr'])
  // What it says once its sockets listen.
  return started(child, 'getrlimit', port, folder.remove)
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** One process that needs no rights, and keeps all its files in one folder. */
const mainConfiguration = (folder: string, site: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${TEMPORARY.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include ${folder}/${site};
}
`

/** Waits until a process says that it listens. @throws Error with what it said, where it ends before */
async function started(
  child: ChildProcess,
  ready: string,
  port: number,
  cleanUp: () => void,
): Promise<Started> {
  const ended = once(child, 'close')
  let said = ''
  const listening = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said += chunk
        if (said.includes(ready)) resolve()
      })
    }
  })
  async function close() {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
    cleanUp()
  }
  await Promise.race([listening, ended])
  if (!said.includes(ready)) {
    await close()
    throw new Error(`It ended before it listened: ${said}`)
  }
  return { port, close }
}
