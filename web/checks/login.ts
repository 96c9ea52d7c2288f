import { MODELLED_BROWSERS } from '../browser/browsers.ts'
import { CLAUSES } from '../browser/clauses.ts'
import { isOkStatus } from '../browser/fetch/response.ts'
import { list } from '../browser/steps.ts'
import { maskedUrl } from '../explain/secrets.ts'
import { type Cause, type LoginSeen, type Lost, lostCookies, USUAL_COOKIES } from './lost-cookies.ts'
import type { Warning } from './warning.ts'

/**
 * Whether a login succeeded and its cookie was lost: the login was answered 2xx, and a call after it 401. A script sees neither
 * Set-Cookie nor an HttpOnly cookie, so it takes that second call to find out, and nobody can tell from inside the page what the
 * cookie was like. Where a call was made without credentials, that is the cause. Else usual cookies are tried in the model of each
 * browser, between these two URLs, and each thing that would keep some of them away is a likely cause; the likeliest comes first.
 * @returns nothing where the login failed or the call after it went well
 * @throws TypeError where an address is no absolute URL
 * @see https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-5.7
 */
export function checkLogin(seen: LoginSeen): Warning[] {
  if (!isOkStatus(seen.login.status) || seen.whoAmI.status !== 401) return []
  const begins = `${maskedUrl(seen.login.url)} answered ${seen.login.status}, but then ${maskedUrl(seen.whoAmI.url)} answered 401.`
  const told = ({ text, fix, source }: Cause): Warning => ({
    check: 'login',
    message: `${begins} ${text}`,
    fix,
    source,
  })
  const lost = lostCookies(seen)
  const withoutCredentials = lost.find(({ cause }) => cause.id === 'CredentialsMode')
  if (withoutCredentials) return [told(withoutCredentials.cause)]
  return [...likely(lost), UNEXPLAINED].map(told)
}

/** What is left where page and API stand well to each other, or where nothing else is true. */
const UNEXPLAINED: Cause = {
  id: 'Unexplained',
  text: 'Perhaps the login set no cookie, or one that its attributes, its length or its name keep away.',
  fix: 'Look at Set-Cookie in the network panel, or hand the answer to checkAnswer in a test of the server.',
  source: CLAUSES['cookies/stored'],
}

/** What takes some cookies away, the most of them first. Cookies that are lost by one cause in the same browsers stand together. */
function likely(lost: readonly Lost[]): Cause[] {
  const browsersOf = ({ cause, cookie }: Lost) =>
    lost
      .filter((other) => other.cause.id === cause.id && other.cookie === cookie)
      .map(({ browser }) => browser)
  const groups = Map.groupBy(lost, (one) => [one.cause.id, ...browsersOf(one)].join())
  return [...groups.values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap((alike) =>
      alike.slice(0, 1).map(({ cause }) => ({ ...cause, text: `${whose(alike)}: ${cause.text}` })),
    )
}

/** Which cookies are lost, and where. */
function whose(alike: readonly Lost[]): string {
  const cookies = [...new Set(alike.map(({ cookie }) => cookie))]
  const browsers = [...new Set(alike.map(({ browser }) => browser))]
  const which = cookies.length === USUAL_COOKIES.length ? 'Any cookie' : `A cookie ${either(cookies)}`
  return `${which} would be lost in ${browsers.length === MODELLED_BROWSERS.length ? 'every browser' : list(browsers)}`
}

const either = (cookies: readonly string[]) =>
  cookies.length < 2 ? cookies.join('') : `${cookies.slice(0, -1).join(', ')} or ${cookies.at(-1)}`
