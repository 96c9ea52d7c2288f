import { build } from 'vite'

/**
 * One script of several files of code, as text to be run in a page: under `name` it leaves what each file exports, in order.
 * The files stand nowhere but here; the packages that they import are those that are installed.
 */
export async function bundle(name: string, files: readonly string[]): Promise<string> {
  const pathOf = (index: number) => `${import.meta.dirname}/taken-along-${index}.ts`
  const entry = `${import.meta.dirname}/taken-along.ts`
  const code = new Map(files.map((file, index) => [pathOf(index), file]))
  const imports = files.map((_, index) => `import * as file${index} from '${pathOf(index)}'\n`)
  code.set(entry, `${imports.join('')}export default [${files.map((_, index) => `file${index}`)}]\n`)
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'taken-along',
        enforce: 'pre',
        resolveId: (id) => (code.has(id) ? id : undefined),
        load: (id) => code.get(id),
      },
    ],
    build: {
      write: false,
      minify: false,
      lib: { entry, name, formats: ['iife'], fileName: name },
    },
  })
  const [output] = Array.isArray(built) ? built : []
  const [chunk] = output?.output ?? []
  if (chunk?.type !== 'chunk') throw new Error('The bundler gave no script.')
  return chunk.code
}
