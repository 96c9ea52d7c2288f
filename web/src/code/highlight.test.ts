import { describe, expect, it } from 'vitest'
import { highlight, type Piece } from './highlight.ts'

const rows: [
  language: 'javascript' | 'typescript' | 'nginx',
  code: string,
  kinds: Partial<Record<Piece['kind'], string>>,
][] = [
  ['javascript', "const a = 'b' // c", { keyword: 'const', string: "'b'", comment: '// c' }],
  ['typescript', 'export const a: string = await b(`c`)', { keyword: 'export const await', string: '`c`' }],
  ['typescript', 'type A = { b: 1 }', { keyword: 'type', string: '1' }],
  [
    'nginx',
    'map "$a" $b {\n  "~^A ." 1;\n}\nlisten 80;',
    { keyword: 'map listen ', string: '"$a" "~^A ." 80' },
  ],
  ['nginx', 'server { # a\n  listen 80;\n}', { comment: '# a' }],
]

describe('highlight', () => {
  it.each(rows)('tells the kinds in %s: %s', async (language, code, kinds) => {
    const pieces = (await highlight(code, language)).flat()
    for (const [kind, text] of Object.entries(kinds)) {
      const said = pieces.filter((piece) => piece.kind === kind).map((piece) => piece.text)
      expect(said.join(' ').replaceAll(/\s+/g, ' ')).toBe(text)
    }
  })

  it.each(rows)('changes no letter of %s: %s', async (language, code) => {
    const lines = await highlight(code, language)
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code)
  })
})
