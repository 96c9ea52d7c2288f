import type { PredictedAction } from '../prediction/predictStory.ts'
import { cookiesIn } from '../run/exchange.ts'

/** The name of the first cookie that a story's answers set; empty where none does. */
export function firstCookie(actions: readonly PredictedAction[]): string {
  const hops = actions.flatMap(({ exchanges }) => exchanges.flatMap((exchange) => exchange.hops))
  return hops.flatMap(({ answer }) => cookiesIn(answer.headers))[0]?.name ?? ''
}
