import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnoseCommand } from '../../web/explain/diagnoseCommand.ts'
import { explain } from '../../web/explain/explain.ts'
import { maskedUrl } from '../../web/explain/secrets.ts'
import { diagnoseOptions } from '../diagnose/options.ts'

const told = { vendor: 'Chrome', causes: ['Unnamed'] } as const
const page = { origin: 'https://app.example.com', url: 'https://api.example.com/me' }

/** What a command hands over, as a shell takes it apart. */
function asked(command: string) {
  const args = execFileSync('sh', ['-c', `set -- ${command}; printf '%s\\0' "$@"`], { encoding: 'utf8' })
  const options = diagnoseOptions(args.split('\0').slice(5, -1))
  if (options.help) throw new Error(command)
  return options.asked
}

describe('the command that asks one’s own server', () => {
  it.each([
    { request: {}, more: { method: 'GET', credentials: 'same-origin', preflightOnly: false } },
    { request: { credentials: 'include' }, more: { credentials: 'include' } },
    { request: { method: 'PUT' }, more: { method: 'PUT', preflightOnly: true } },
    { request: { method: 'patch' }, more: { method: 'patch', preflightOnly: true } },
    { request: { mode: 'no-cors' }, more: { mode: 'no-cors' } },
    { request: { headers: [['x-a', '1']] }, more: { headers: [['x-a', expect.any(String)]] } },
  ] as const)('asks what was asked: $request', ({ request, more }) => {
    const headers =
      'headers' in request ? request.headers.map(([name, value]): [string, string] => [name, value]) : []
    const command = diagnoseCommand(
      { ...told, ...page, causes: ['Unnamed'] },
      { url: page.url, ...request, headers },
    )
    const { request: sent, origin, preflightOnly } = asked(command ?? '')
    expect({ ...sent, preflightOnly }).toMatchObject({ url: page.url, ...more })
    expect(origin).toBe(page.origin)
  })

  it.each(["https://api.example.com/it's?a=1&b=$(id)", 'https://api.example.com/`id`;id|id'])(
    'is one word to a shell: %s',
    (url) => {
      const command = diagnoseCommand({ ...told, ...page, causes: ['Unnamed'], url }, { url })
      expect(asked(command ?? '').request.url).toBe(new URL(maskedUrl(url)).href)
    },
  )

  it.each([{ url: undefined }, { url: 'http://...' }, { origin: undefined }])(
    'is missing without %o',
    (less) => {
      expect(
        diagnoseCommand({ ...told, ...page, causes: ['Unnamed'], ...less }, { url: page.url }),
      ).toBeNull()
    },
  )

  it('is taken by diagnose for every line that tells page and server', () => {
    const lines = readFileSync(new URL('../../web/explain/data/console-lines.jsonl', import.meta.url), 'utf8')
    const commands = lines
      .trim()
      .split('\n')
      .flatMap((line): string[] => {
        const row: { line: string } = JSON.parse(line)
        const explanation = explain(row.line, 'http://app.localhost:5173')
        return explanation.kind === 'messages'
          ? explanation.findings.flatMap(({ command }) => command ?? [])
          : []
      })
    expect(commands.length).toBeGreaterThan(20)
    for (const command of commands) expect(asked(command).request.url).toMatch(/^https?:/)
  })
})
