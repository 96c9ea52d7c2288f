import type { Finding } from '../../explain/finding.ts'
import type { Assumption } from '../../explain/scenario.ts'
import type { Cause } from '../../explain/sighting.ts'

/** What was put in the place of what nobody told. */
export function assumptionText({ what, value }: Assumption): string {
  switch (what) {
    case 'page':
      return `It does not name the page: \`${value}\` stands in for your page’s origin.`
    case 'url':
      return `It does not name the URL: \`${value}\` stands in for it.`
    case 'request':
      return `It names neither method nor headers: \`${value}\` stands in. Allow those that your request has.`
    case 'credentials':
      return 'It does not tell whether cookies go along. If they do, send Access-Control-Allow-Credentials: true too.'
  }
}

/** Causes of the preflight's answer and of the answer itself have one name but for a prefix. */
export function othersText(others: readonly Cause[]): string {
  const preflight = others.some((cause) => cause.startsWith('Preflight'))
  const own = others.filter((cause) => !cause.startsWith('Preflight'))
  return [
    ...(own.length > 0
      ? [`The same words stand for ${own.map((cause) => `\`${cause}\``).join(' and ')}.`]
      : []),
    ...(preflight
      ? [
          'They do not say whether the preflight’s answer is meant, or the answer to the request: see to both.',
        ]
      : []),
  ].join(' ')
}

export const whereText = { preflight: 'OPTIONS', answer: 'Answer', client: 'Request' } as const

export const markOf = ({ cause }: Finding) =>
  cause === 'Unnamed' || cause === 'NoAnswer' ? 'hidden' : 'stop'
