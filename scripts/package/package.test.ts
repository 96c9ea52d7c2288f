import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { whyMissing } from '../browsers/find.ts'
import { temporaryFolder } from '../test-lab.ts'
import { buildPackage, packPackage } from './build.ts'

/** A project of somebody's own, into which the package is unpacked. */
const project = temporaryFolder()
afterAll(() => project.remove())

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))
const installed = join(project.path, 'node_modules')

beforeAll(() => {
  buildPackage(join(project.path, 'built'))
  const archive = packPackage(join(project.path, 'built'), project.path)
  const own = join(installed, 'with-credentials')
  mkdirSync(own, { recursive: true })
  expect(spawnSync('tar', ['-xzf', archive, '--strip-components=1', '-C', own]).status).toBe(0)
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(installed, name)), { recursive: true })
    symlinkSync(join(modules, name), join(installed, name), 'junction')
  }
  writeFileSync(join(project.path, 'package.json'), '{"type": "module"}')
  cpSync(join(import.meta.dirname, 'consumer'), project.path, { recursive: true })
})

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: project.path,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

const compilers = [
  {
    file: 'suite.ts',
    how: 'as Node resolves',
    options: ['--module', 'nodenext', '--target', 'es2022', '--types', 'node'],
  },
  {
    file: 'client.ts',
    how: 'as bundlers resolve',
    options: ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'],
  },
]

it.each(compilers)('$file has its types $how', ({ file, options }) => {
  const compiler = join(modules, 'typescript', 'bin', 'tsc')
  expect(run(compiler, '--strict', '--noEmit', ...options, file)).toEqual({ status: 0, said: '' })
})

it('suite.ts has its values', () => {
  const { status, said } = run('suite.ts')
  expect(status, said).toBe(0)
  const missing = whyMissing('chromium')
  const once = { path: '/me', preflight: false }
  expect(JSON.parse(said)).toEqual({
    engines: 5,
    origin: 'Write "https://app.example.com".',
    blockedBy: 'MissingAllowOriginHeader',
    warnings: ['wildcard-with-credentials'],
    chromium: missing ?? 'blocked',
    arrived: missing ? [once] : [once, once],
  })
})

it('it brings nothing of the lab along', () => {
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(installed, 'with-credentials', 'package.json'), 'utf8'),
  )
  expect(Object.keys(dependencies)).not.toContain('koa')
  expect(optionalDependencies).toBeUndefined()
})
