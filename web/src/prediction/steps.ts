import type { ExchangeOutcome, SetCookieOutcome, Step } from '../../browser/scenario.ts'

/** The rules applied to one request, by what they decided. */
export interface StagedSteps {
  preflight: Step[]
  preflightAnswer: Step[]
  request: Step[]
  /** One list for each Set-Cookie line. */
  setCookies: Step[][]
  /** One list for each redirect that was followed. */
  redirects: Step[][]
  result: Step[]
}

/** The model records its steps in one list, in order; this finds where each stage begins. */
export function stagedSteps({ steps = [], preflight, setCookies, sent }: ExchangeOutcome): StagedSteps {
  const asked = preflight ? indexAfter(steps, 'fetch/preflight') : 0
  const credentials = steps.findIndex(({ rule }) => rule === 'fetch/credentials')
  const begun = sent && credentials >= 0 ? credentials : steps.length
  const left = sent ? indexAfter(steps, 'fetch/origin-header') : steps.length
  const answered = steps.slice(left)
  const judged = answered.findIndex(({ rule }) => !rule.startsWith('cookies/'))
  const cookies = judged < 0 ? answered : answered.slice(0, judged)
  const before = steps.slice(asked, begun)
  return {
    preflight: steps.slice(0, asked),
    preflightAnswer: preflight ? before : [],
    request: preflight ? steps.slice(begun, left) : [...before, ...steps.slice(begun, left)],
    setCookies: byCookie(cookies, setCookies),
    ...byRedirect(judged < 0 ? [] : answered.slice(judged)),
  }
}

/** Each redirect that is followed ends a list, and the result has what is left. */
function byRedirect(steps: readonly Step[]): Pick<StagedSteps, 'redirects' | 'result'> {
  const ends = steps.flatMap(({ rule, pass }, index) =>
    rule === 'fetch/redirect' && pass ? [index + 1] : [],
  )
  return {
    redirects: ends.map((end, index) => steps.slice(ends[index - 1] ?? 0, end)),
    result: steps.slice(ends.at(-1) ?? 0),
  }
}

function indexAfter(steps: readonly Step[], rule: string): number {
  const index = steps.findIndex((step) => step.rule === rule)
  return index < 0 ? steps.length : index + 1
}

/** Lines are judged one after the other: a step that names the next cookie, or follows a storing, begins its list. */
function byCookie(steps: readonly Step[], cookies: readonly SetCookieOutcome[]): Step[][] {
  const lists: Step[][] = cookies.map(() => [])
  let index = 0
  let ended = false
  for (const step of steps) {
    const next = cookies[index + 1]
    if (next && (ended || (names(step, next) && !names(step, cookies[index])))) index += 1
    lists[index]?.push(step)
    ended = step.rule === 'cookies/stored'
  }
  return lists
}

const names = ({ text }: Step, cookie: SetCookieOutcome | undefined) =>
  cookie !== undefined && text.split(/[,.:]?\s|[,.:]$/).includes(cookie.name)

/** The step that decided: the first that failed, else the one that stands for the stage. */
export function deciding(steps: readonly Step[], ...standing: string[]): Step | null {
  return steps.find(({ pass }) => !pass) ?? passing(steps, ...standing)
}

export const passing = (steps: readonly Step[], ...standing: string[]): Step | null =>
  steps.findLast(({ rule }) => standing.includes(rule)) ?? steps.at(-1) ?? null
