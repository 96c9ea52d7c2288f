import { execFileSync } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import manifest from '../../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('../..', import.meta.url))
const compiler = fileURLToPath(import.meta.resolve('typescript/bin/tsc'))

/** What the package imports; the rest of the project's dependencies belongs to the lab. */
const DEPENDENCIES = ['puppeteer-core', 'selenium-webdriver', 'selfsigned', 'tldts', 'valibot'] as const

/**
 * Builds what other projects install: the exports of package.json and what they reach, as JavaScript with declarations, because
 * Node strips no types under node_modules. It is a package of its own in a folder of its own: the lab's would bring along
 * the lab's dependencies, and a `node` that runs in the place of one's own.
 * @param folder is emptied first
 * @throws Error where the sources do not compile; the compiler has said why
 */
export function buildPackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  const project = join(root, 'scripts', 'package')
  execFileSync(process.execPath, [compiler, '-p', project, '--outDir', folder], { stdio: 'inherit' })
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(ownManifest(), null, 2)}\n`)
}

function ownManifest(): object {
  const { name, version, description, license, type, exports } = manifest
  const versions = { ...manifest.dependencies, ...manifest.devDependencies }
  return {
    name,
    version,
    description,
    license,
    type,
    // Promise.withResolvers and URL.parse.
    engines: { node: '>=22.1' },
    exports: Object.fromEntries(Object.entries(exports).map(([path, source]) => [path, builtFrom(source)])),
    dependencies: Object.fromEntries(DEPENDENCIES.map((one) => [one, versions[one]])),
    sideEffects: false,
  }
}

const builtFrom = (source: string) => ({
  types: source.replace(/\.ts$/, '.d.ts'),
  default: source.replace(/\.ts$/, '.js'),
})

/** Packs a built package. @returns the path of the archive, such as `with-credentials-0.1.0.tgz` in the folder */
export function packPackage(built: string, folder: string): string {
  const args = ['pack', built, '--pack-destination', folder, '--json']
  const told: unknown = JSON.parse(
    execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' }),
  )
  const [packed] = Array.isArray(told) ? told : []
  return join(folder, String(packed?.filename))
}
