import { isOkStatus } from '../browser/fetch/response.ts'
import type { ExchangeOutcome } from '../browser/scenario.ts'
import { maskedUrl } from './secrets.ts'
import type { Cause, Sighting, Unruled } from './sighting.ts'

/** What happened to whom, in one sentence without a full stop. */
export function headlineOf(told: Sighting, cause: Cause, outcome: ExchangeOutcome | undefined): string {
  const request = `\`${told.method ?? 'the request'}\``.replace('`the request`', 'the request')
  if (/^Preflight|PreflightResponse$/.test(cause)) {
    if (told.status !== undefined && !isOkStatus(told.status))
      return `The preflight was answered ${told.status}, so ${request} was never sent`
    return `The preflight was refused, so ${request} was never sent`
  }
  if (
    /^SameSite|^(UserPreferences|SecureOnly|InvalidDomain|InvalidPrefix|OverwriteSecure|NameValue|DisallowedCharacter|NoCookieContent|UnknownError)/.test(
      cause,
    )
  ) {
    return `The cookie ${told.cookie ? `\`${told.cookie}\` ` : ''}was refused`
  }
  if (cause === 'NotOnPath') return 'The cookie stayed in the jar'
  if (cause === 'CredentialsMode') return 'The request left cookies out, and those that came were not stored'
  if (outcome && !outcome.sent) return 'The request never left the browser'
  if (told.status !== undefined && told.status >= 400)
    return `The answer was kept from your script: it was a ${told.status}`
  return 'The answer was kept from your script; the server did the work'
}

/** A URL's path as a sentence begins with it. */
const shortUrl = (url: string | undefined) => {
  const path = URL.parse(url ?? '')?.pathname
  return path === undefined ? 'The request' : `\`${maskedUrl(path).slice(0, 80)}\``
}

/** What the reader would not guess: who wrote the answer, and that the server did its work. */
export function executed({ status, url }: Sighting, cause: Cause, { sent }: ExchangeOutcome): string[] {
  if (cause === 'MissingAllowOriginHeader' && status !== undefined && status >= 400) {
    const who =
      status >= 500
        ? 'A proxy or an error handler wrote it'
        : 'An error handler, or a route that does not exist, wrote it'
    return [`The answer was ${status}. ${who}, past the code that adds the CORS headers.`]
  }
  if (/^Preflight/.test(cause) && (status === 401 || status === 403)) {
    return [`${status} says that authentication ran before CORS: a preflight carries no cookie and no token.`]
  }
  if (/^Preflight/.test(cause) && status !== undefined && status >= 300 && status < 400) {
    return [`${status} is a redirect, and no browser lets a preflight follow one.`]
  }
  if (!sent) return []
  return [
    `${shortUrl(url)} was executed all the same: the browser keeps the answer from the script, not the request from the server.`,
  ]
}

export const UNRULED_TEXTS: Record<Unruled, (told: Sighting) => { title: string; sentences: string[] }> = {
  Unnamed: ({ vendor }) => ({
    title: 'The answer was kept from your script, and this line does not say why',
    sentences: [
      vendor === 'Safari'
        ? 'Safari writes the cause in a line of its own, just above: “Origin … is not allowed”, “Preflight response is not successful”. Paste that line, or all of them.'
        : 'A script is never told the cause, because it could find out about other sites with it. The browser’s console has a longer line beside this one: paste that, or the headers of the answer.',
    ],
  }),
  NoAnswer: () => ({
    title: 'No answer came, so CORS is not at fault',
    sentences: [
      'The connection failed before any header could be read: the server does not run or listens elsewhere, its certificate is not trusted, or an extension or a proxy stopped the request.',
      'Open the URL in a tab of its own. If that fails too, begin there.',
    ],
  }),
  LocalNetworkAccess: () => ({
    title: 'The page may not reach into a local network',
    sentences: [
      'Chrome asks the user before a public page talks to an address of the local network or of this machine, and lets only https pages ask. The CORS headers are not at fault.',
      'Serve the page over https and let the user allow it, or give the API a public address.',
    ],
  }),
}
