import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'web/browser/DECISIONS.md',
].map((name) => ({
  name,
  text: readFileSync(join(root, name), 'utf8'),
}))

const once = <T extends { name: string }>(list: readonly T[]) => [
  ...new Map(list.map((one) => [one.name, one])).values(),
]

it.each(documents)('$name has no mark of a merge in it', ({ text }) => {
  expect(text).not.toMatch(/^(<{7}|={7}|>{7})/m)
})

const links = documents.flatMap(({ name: document, text }) =>
  [...text.matchAll(/(?:\]\(|src(?:set)?=")((?!https?:)[^)#"]+)/g)].map(([, link = '']) => ({
    name: `${document}: ${link}`,
    path: join(root, dirname(document), link),
  })),
)

it.each(once(links))('$name is there', ({ path }) => {
  expect(existsSync(path)).toBe(true)
})

const commands = documents.flatMap(({ name: document, text }) =>
  [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, command = '']) => ({
    name: `${document}: npm run ${command}`,
    command,
  })),
)

it.each(once(commands))('$name is a command', ({ command }) => {
  expect(Object.keys(manifest.scripts)).toContain(command)
})

const folder = join(root, 'scripts', 'example')
const examples = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

const code = documents.flatMap(({ name: document, text }) =>
  [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = ''], index) => ({
    name: `${document}: block ${index + 1} of TypeScript`,
    block,
  })),
)

it.each(code)('$name stands in a file of scripts/example', ({ block }) => {
  expect(examples.some((example) => example.includes(block))).toBe(true)
})
