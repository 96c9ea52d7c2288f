import { cameBack, decidingReason, type Fate, type Result } from './fate.ts'
import { reasonText } from './reasonWords.ts'

/** What fills a cell, or each half of a split one. */
export type Filling =
  | { form: 'back' | 'apart' | 'differs' | 'missing'; word: '' }
  | { form: 'word'; word: string }

/** A cell of the map: one filling, or two where it depends on a setting. */
export interface Cell {
  fillings: Filling[]
  /** It leaves the standard: by the standards alone, the cookie's fate would be the other one. */
  leaves: boolean
}

export function cellOf(results: readonly Result[]): Cell {
  const fillings = results.map(fillingOf)
  const differing = fillings.find(({ form }) => form === 'differs')
  return {
    fillings: differing ? [differing] : parts(fillings),
    leaves: results.some(({ leaves }) => leaves),
  }
}

/** A cell is split where the setting decides whether the cookie comes back, not where it only decides why not. */
function parts(fillings: Filling[]): Filling[] {
  const fate = ({ form }: Filling) => (form === 'apart' ? 'back' : form)
  return new Set(fillings.map(fate)).size > 1 ? fillings : fillings.slice(0, 1)
}

function fillingOf(result: Result): Filling {
  const { observed, predicted, held } = result
  if (observed === null) return { form: 'missing', word: '' }
  if (!held) return { form: 'differs', word: '' }
  if (observed.kind !== 'back') return { form: 'word', word: reasonText(decidingReason(result)).word }
  return { form: predicted.kind === 'back' && predicted.apart ? 'apart' : 'back', word: '' }
}

/** What a cell shows as text: whoever speaks to the page can say it. */
export const cellText = ({ fillings }: Cell): string =>
  fillings.map(({ form, word }) => (form === 'differs' ? '≠' : word)).join(' ')

/** A result as a screen reader says it. */
export function resultWords(result: Result): string {
  const { observed, held } = result
  if (observed === null) return 'no outcome'
  const reason = decidingReason(result)
  const why = cameBack(observed) || reason === undefined ? '' : `, ${reason}`
  return [`${fateTitle(observed, result.predicted)}${why}`, held ? '' : 'not as predicted']
    .filter(Boolean)
    .join(', ')
}

/** What came, in two or three words. Where the browser does not tell, the prediction says which kind of loss it is. */
export function fateTitle(observed: Fate, predicted: Fate): string {
  const fate = observed.kind === 'gone' && predicted.kind !== 'back' ? predicted : observed
  switch (fate.kind) {
    case 'back':
      return predicted.kind === 'back' && predicted.apart ? 'Comes back, kept apart' : 'Comes back'
    case 'refused':
      return 'Refused'
    case 'withheld':
      return 'Withheld'
    case 'unsent':
      return 'Never asked for'
    case 'gone':
      return 'Does not come back'
  }
}
