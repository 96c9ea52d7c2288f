import { describe, expect, it } from 'vitest'
import { nest } from '../../api/settings/paths.ts'
import { parseSettings } from '../../api/settings/settings.ts'
import { BLOCKED_REASONS, SET_COOKIE_REASONS } from '../../web/browser/reasons.ts'
import { knobsFor } from '../../web/explain/knobs.ts'
import type { Reason, Sighting } from '../../web/explain/sighting.ts'
import { placeIn } from '../matrix/place.ts'
import { predictCase } from '../matrix/predict-case.ts'
import { openTestLab } from '../test-lab.ts'
import { useLab } from '../test-setup.ts'

const lab = useLab(openTestLab)

const reasons: Reason[] = [...BLOCKED_REASONS, ...SET_COOKIE_REASONS]

/** What a message may tell beside its reason, where the knobs hang on it. */
const told: Partial<Record<Reason, Partial<Sighting>[]>> = {
  PreflightInvalidStatus: [{}, { status: 405 }, { status: 502 }],
  MethodDisallowedByPreflightResponse: [{}, { method: 'PATCH' }],
  HeaderDisallowedByPreflightResponse: [
    {},
    { header: 'authorization' },
    { header: 'content-type' },
    { header: 'x-a' },
  ],
  MultipleAllowOriginValues: [{}, { value: 'http://localhost:3000, *' }],
  InvalidAllowOriginValue: [{}, { value: 'false' }],
  AllowOriginMismatch: [{}, { value: 'https://www.example.com' }],
}

const rows = reasons.flatMap((reason) =>
  (told[reason] ?? [{}]).map((more) => ({ reason, more, given: JSON.stringify(more) })),
)

describe('the knobs that reproduce a message bring it about', () => {
  const reproducible = rows.filter(({ reason, more }) =>
    knobsFor({ vendor: 'Chrome', causes: [reason], ...more }, reason, 'http://a'),
  )

  it.each(reproducible)('$reason $given', async ({ reason, more }) => {
    const page = lab.current.origins.pages.http
    const knobs = knobsFor({ vendor: 'Chrome', causes: [reason], ...more }, reason, page)
    const parsed = parseSettings(nest(knobs ?? {}))
    if (!('settings' in parsed)) throw new Error(JSON.stringify(parsed.errors))
    const { settings } = parsed
    const thirdPartyCookies = reason === 'UserPreferences' ? 'block' : 'allow'
    const { outcome } = await predictCase(
      { id: '', part: 'triples', moved: {}, settings },
      placeIn(lab.current, settings),
      { engine: 'chromium', thirdPartyCookies },
    )
    const came = outcome.exchanges.flatMap(({ blockedBy, setCookies }) => [
      blockedBy,
      ...setCookies.flatMap((cookie) => cookie.reasons),
    ])
    expect(came).toContain(reason)
  })

  it('most reasons can be reproduced', () => {
    expect(new Set(reproducible.map(({ reason }) => reason)).size).toBeGreaterThanOrEqual(24)
  })
})
