import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { nest } from '../../../api/settings/paths.ts'
import { parseSettings } from '../../../api/settings/settings.ts'
import type { Place } from '../snippet.ts'
import { clientSnippets } from './clients.ts'
import { CLIENT_EXAMPLES } from './examples.ts'

const away: Place = { page: 'http://app.localhost:5173', api: 'http://api.localhost:4000' }
const home: Place = { page: away.page, api: away.page }

function snippetsOf(knobs: Record<string, unknown>, place = away) {
  const parsed = parseSettings(nest(knobs))
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  return clientSnippets(parsed.settings, place)
}

const nameOf = (knobs: object) =>
  Object.entries(knobs)
    .map(([path, value]) => `${path}=${value}`)
    .join(', ') || 'the defaults'

describe('a strict compiler has nothing to say', () => {
  const files = CLIENT_EXAMPLES.flatMap(({ knobs }) =>
    snippetsOf(knobs).map(({ name, code }) => ({ title: `${name} for ${nameOf(knobs)}`, code })),
  ).map((file, index) => ({ ...file, path: `${import.meta.dirname}/taken-along-${index}.ts` }))
  const complaints = complaintsAbout(new Map(files.map(({ path, code }) => [path, code])))

  it.each(files)('about $title', ({ path }) => {
    expect(complaints.filter((one) => one.startsWith(path))).toEqual([])
  })

  it('but it sees what is wrong', () => {
    const path = `${import.meta.dirname}/wrong.ts`
    expect(complaintsAbout(new Map([[path, 'export const one: string = 1']]))).toHaveLength(1)
  })
})

/** What the compiler says of files that are nowhere but here; they see the packages that are installed. */
function complaintsAbout(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    skipLibCheck: true,
    noEmit: true,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.readFile = (path) => files.get(path) ?? readFile(path)
  host.getSourceFile = (path, version) => {
    const code = files.get(path)
    return code === undefined ? getSourceFile(path, version) : ts.createSourceFile(path, code, version)
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    )
}

describe('what axios cannot do is noted', () => {
  const rows: [knobs: Record<string, unknown>, place: Place, notes: number][] = [
    [{}, away, 0],
    [{ 'client.library': 'fetch' }, away, 0],
    [{ 'client.library': 'fetch', 'client.credentials': 'omit' }, away, 0],
    [{ 'client.library': 'fetch', 'client.credentials': 'omit' }, home, 1],
    [{ 'client.library': 'fetch', 'client.mode': 'no-cors' }, away, 1],
    [{ 'client.library': 'axios', 'client.credentials': 'omit', 'client.mode': 'no-cors' }, home, 0],
  ]
  it.each(rows)('%j at %j: %i', (knobs, place, notes) => {
    expect(snippetsOf(knobs, place).map((snippet) => snippet.notes.length)).toEqual([notes, 0])
  })
})

describe('only what the settings need is there', () => {
  const rows: [knobs: Record<string, unknown>, needed: RegExp, needless: RegExp][] = [
    [{}, /api\.localhost:4000/, /refresh|token|localStorage|X-XSRF|mode:/i],
    [{ 'csrf.protection': 'double-submit' }, /X-XSRF-TOKEN/, /refresh|localStorage|Bearer/],
    [{ credential: 'jwt-cookie' }, /'\/refresh'/, /Bearer|localStorage|X-XSRF/],
    [{ credential: 'bearer', 'csrf.protection': 'double-submit' }, /Bearer/, /X-XSRF|Storage/],
    [{ credential: 'bearer', 'token.keptIn': 'sessionStorage' }, /sessionStorage/, /localStorage|let held/],
  ]
  it.each(rows)('%j: %s, and not %s', (knobs, needed, needless) => {
    for (const { code } of snippetsOf(knobs)) {
      expect(code).toMatch(needed)
      expect(code).not.toMatch(needless)
    }
  })
})

it.each([
  ['a line', { 'client.header': "X-Note: it's \\ `here`" }, "'X-Note': 'it\\'s \\\\ `here`'"],
  ['no line', {}, 'headers: { ...(body'],
])('the extra header is written to the letter: %s', (_name, knobs, written) => {
  expect(snippetsOf(knobs)[1]?.code).toContain(written)
})
