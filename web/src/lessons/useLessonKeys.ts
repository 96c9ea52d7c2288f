import { onMounted, onUnmounted } from 'vue'
import { LETTERS } from './texts.ts'

/** A to D choose an answer and R runs the lesson, unless somebody is typing. */
export function useLessonKeys(choose: (place: number) => void, run: () => void) {
  function byKey({ target, key, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent) {
    const typing = target instanceof Element && target.matches(TYPED_INTO)
    if (typing || ctrlKey || metaKey || altKey || repeat) return
    const letter = key.toUpperCase()
    if (letter === 'R') run()
    const place = LETTERS.map(String).indexOf(letter)
    if (place >= 0) choose(place)
  }

  onMounted(() => addEventListener('keydown', byKey))
  onUnmounted(() => removeEventListener('keydown', byKey))
}

const TYPED_INTO = 'input:not([type=radio]), textarea, select'
