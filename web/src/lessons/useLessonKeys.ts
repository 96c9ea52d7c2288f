import { useSingleKeys } from '../bar/useSingleKeys.ts'
import { LETTERS } from './texts.ts'

/** A to D choose an answer and R runs the lesson. */
export function useLessonKeys(choose: (place: number) => void, run: () => void) {
  useSingleKeys((key) => {
    if (key === 'R') run()
    const place = LETTERS.map(String).indexOf(key)
    if (place >= 0) choose(place)
  })
}
