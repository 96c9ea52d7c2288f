import { describe, expect, it } from 'vitest'
import { REASONS } from '../../browser/reasons.ts'
import { reasonText } from './reasonWords.ts'

describe('a reason in short', () => {
  it.each([...REASONS].map((reason) => ({ reason, ...reasonText(reason) })))(
    '$reason: $word, and a sentence',
    ({ word, sentence }) => {
      expect(word).toMatch(/^\w{2,6}$/)
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    },
  )

  it.each([undefined, 'SomethingNew'])('of %s says so', (reason) => {
    expect(reasonText(reason).sentence).toMatch(/does not tell why|SomethingNew/)
  })
})
