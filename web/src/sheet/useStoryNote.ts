import { computed } from 'vue'
import { thisBrowserName } from '../lab/browser.ts'
import { engineNames } from '../prediction/engine.ts'
import { usePrediction } from '../prediction/usePrediction.ts'
import { useSettings } from '../settings/useSettings.ts'

/** What a picture of the story has to tell of its making: settings, and which browsers predicted and ran it. */
export function useStoryNote() {
  const { fragment } = useSettings()
  const { engine, hasRun } = usePrediction()
  return computed(() => {
    const settings = fragment.value
      ? `Settings: ${fragment.value.replaceAll('&', ', ')}`
      : 'Settings: all at their defaults'
    const run = hasRun.value ? `, observed in ${thisBrowserName()}` : ', not run'
    return `${settings}. Predicted as ${engineNames[engine.value]}${run}.`
  })
}
