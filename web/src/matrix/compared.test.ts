import { describe, expect, it } from 'vitest'
import { comparedRows } from './compared.ts'
import { madeReport } from './fixtures.ts'

const moved = JSON.stringify({
  'client.library': 'fetch',
  'cookie.sameSite': 'Lax',
  'cookie.partitioned': false,
})
const only = (accidents: Parameters<typeof madeReport>[0]) =>
  madeReport(accidents, (one) => JSON.stringify(one) === moved)

/** `Stored refused = refused`, one for each row. */
function lines(browser: number, accidents: Parameters<typeof madeReport>[0] = {}): string[] {
  const { cases, outcomes } = only(accidents)
  const { predicted = -1, observed = null } = cases[0]?.runs[browser] ?? {}
  const [foreseen, seen] = [outcomes[predicted], outcomes[observed ?? -1]]
  if (!foreseen || !seen) throw new Error('It ran.')
  return comparedRows(foreseen, seen).map(
    ({ label, predicted, observed, agrees }) =>
      `${label} ${predicted} ${agrees === null ? '?' : agrees ? '=' : '≠'} ${observed ?? 'not told'}`,
  )
}

describe('predicted beside observed, SameSite=Lax from another site', () => {
  const rows = [
    {
      browser: 'Chromium',
      place: 0,
      told: [
        'Stored refused = refused',
        'Reason SameSiteLax = SameSiteLax',
        'Sent back none = none',
        'Answer 401 = 401',
      ],
    },
    {
      browser: 'Firefox, which tells no reasons',
      place: 2,
      told: [
        'Stored refused ? not told',
        'Reason SameSiteLax ? not told',
        'Sent back none = none',
        'Answer 401 = 401',
      ],
    },
  ]

  it.each(rows)('$browser', ({ place, told }) => {
    expect(lines(place)).toEqual(told)
  })
})
