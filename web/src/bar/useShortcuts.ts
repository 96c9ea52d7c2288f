import { actions } from '../run/action.ts'
import { useRun } from '../run/useRun.ts'
import { useSingleKeys } from './useSingleKeys.ts'

/** Keys 1 to 6 for the actions and R for the run. */
export function useShortcuts() {
  const { press, run } = useRun()

  useSingleKeys((key) => {
    if (key === 'R') void run()
    const action = actions[Number(key) - 1]
    if (action) void press(action.name)
  })
}
