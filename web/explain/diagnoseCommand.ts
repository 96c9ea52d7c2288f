import { isSafeMethod } from '../browser/fetch/methods.ts'
import type { ScenarioRequest } from '../browser/scenario.ts'
import { usableUrl } from './scenario.ts'
import { maskedUrl } from './secrets.ts'
import type { Sighting } from './sighting.ts'

/**
 * The command that asks one's own server the same; null where page or server were not told. What would change something there
 * is asked for by its preflight alone.
 */
export function diagnoseCommand(told: Sighting, request: ScenarioRequest): string | null {
  const url = usableUrl(told.url)
  if (!url || told.origin === undefined) return null
  const { method = 'GET', credentials = 'same-origin', mode = 'cors', headers = [] } = request
  const options = [
    `--origin ${shellWord(told.origin)}`,
    ...(credentials === 'same-origin' ? [] : [`--credentials ${credentials}`]),
    ...(mode === 'cors' ? [] : [`--mode ${mode}`]),
    ...(method === 'GET' ? [] : [`--method ${shellWord(method)}`]),
    ...headers.map(([name]) => `--header ${shellWord(name)}`),
    ...(isSafeMethod(method.toUpperCase()) ? [] : ['--preflight-only']),
  ]
  return `npm run -s diagnose -- ${shellWord(maskedUrl(url.href))} ${options.join(' ')}`
}

/** One word of a command line, whatever is in it. */
const shellWord = (text: string) => (/^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
