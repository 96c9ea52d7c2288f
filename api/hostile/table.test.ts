import { describe, expect, it } from 'vitest'
import { parseSettings } from '../settings/settings.ts'
import { hostileCredentials, knobsOf } from './protections.ts'
import { outcomeOf, tableOf } from './table.ts'

const credentials = Object.keys(hostileCredentials).filter(
  (name): name is keyof typeof hostileCredentials => name in hostileCredentials,
)

/** `{ 'cookie.path': '/' }` as `{ cookie: { path: '/' } }`. */
function nested(knobs: Record<string, unknown>) {
  const result: Record<string, object | unknown> = {}
  for (const [path, value] of Object.entries(knobs)) {
    const [group = '', name] = path.split('.')
    result[group] = name === undefined ? value : { ...Object(result[group]), [name]: value }
  }
  return result
}

describe.each(credentials)('the table of %s', (credential) => {
  it('has knobs that an experiment takes, each cell', () => {
    const errors = tableOf(credential).flatMap(({ protection }) => {
      const parsed = parseSettings(nested(knobsOf(credential, protection, true)))
      return 'errors' in parsed ? parsed.errors : []
    })
    expect(errors).toEqual([])
  })

  it('lets a script in the page act as the user, whatever protects', () => {
    const acts = tableOf(credential).filter(({ attack }) => attack.id === 'own-page-act')
    expect(acts.map(({ expected }) => new Set(Object.values(expected)))).toEqual([
      new Set(['executed and read']),
    ])
  })
})

describe('an outcome', () => {
  const rows = [
    { executed: false, got: 'nothing', outcome: 'stopped' },
    { executed: false, got: 'answer', outcome: 'read' },
    { executed: true, got: 'nothing', outcome: 'executed' },
    { executed: true, got: 'answer', outcome: 'executed and read' },
    { executed: false, got: 'credential', outcome: 'taken' },
    { executed: true, got: 'credential', outcome: 'taken' },
  ] as const

  it.each(rows)('is $outcome: executed $executed, got $got', ({ executed, got, outcome }) => {
    expect(outcomeOf(executed, got)).toBe(outcome)
  })
})
