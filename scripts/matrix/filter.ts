import { valueAt } from '../../api/settings/paths.ts'
import { knobs } from '../../api/settings/settings.ts'
import { PARTS } from '../../web/browser/report.ts'
import { UsageError } from '../options.ts'
import type { Case } from './cases.ts'

/** Chooses cases by parts, and by knobs' values; of several terms all have to hold. @throws UsageError */
export function chosen(cases: readonly Case[], filter: string | undefined): Case[] {
  const tests = (filter ?? '').split(',').filter(Boolean).map(testOf)
  const found = cases.filter((one) => tests.every((test) => test(one)))
  if (found.length === 0) throw new UsageError(`No case has "${filter}". See npm run matrix -- --help.`)
  return found
}

function testOf(term: string): (one: Case) => boolean {
  const [path = '', value] = term.split('=')
  if (value === undefined) {
    const part = PARTS.find((name) => name === path)
    if (part) return (one) => one.part === part
    throw new UsageError(`--filter: "${term}" is neither a part (${PARTS.join(', ')}) nor knob=value.`)
  }
  if (!knobs.some((knob) => knob.path === path)) {
    throw new UsageError(
      `--filter: no knob is called "${path}", but ${knobs.map((knob) => knob.path).join(', ')}.`,
    )
  }
  return ({ settings }) => String(valueAt(settings, path) ?? '') === value
}
