import type { WireRequest } from '../../web/browser/network.ts'
import { isPotentiallyTrustworthy, originOf, sameOrigin, sameSite } from '../../web/browser/origin.ts'
import type { Header, ScenarioRequest } from '../../web/browser/scenario.ts'

/** A page whose script asks. */
export interface AskingPage {
  url: string
  mode?: NonNullable<ScenarioRequest['mode']>
}

const USER_AGENT = 'Mozilla/5.0 (compatible; with-credentials)'

/** What every browser sends besides what the model decides; told by and by of all requests of a page, in order. */
export function browsersOwnHeaders(page: AskingPage | undefined): (request: WireRequest) => Header[] {
  const urls: URL[] = []
  return ({ url, headers, method, body, preflight, hop }) => {
    const current = new URL(url)
    urls.length = hop
    urls.push(current)
    const has = (name: string) => headers.some(([one]) => one === name)
    // https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 8: a POST or PUT without a body says so.
    const length = body === null ? (/^(POST|PUT)$/.test(method) ? 0 : undefined) : Buffer.byteLength(body)
    return [
      ['host', current.host],
      ['connection', 'keep-alive'],
      ...(length === undefined ? [] : [['content-length', String(length)] satisfies Header]),
      ['user-agent', USER_AGENT],
      ...(has('accept') ? [] : [['accept', '*/*'] satisfies Header]),
      ...(has('accept-language') ? [] : [['accept-language', 'en'] satisfies Header]),
      ['accept-encoding', 'gzip, deflate, br'],
      ...(page ? pagesHeaders(page, urls, preflight) : []),
    ]
  }
}

function pagesHeaders(
  { url, mode = 'cors' }: AskingPage,
  urls: readonly URL[],
  preflight: boolean,
): Header[] {
  const current = urls.at(-1)
  const page = originOf(new URL(url))
  if (!current) return []
  const trustworthy = isPotentiallyTrustworthy(originOf(current))
  return [
    ...(trustworthy
      ? [
          ['sec-fetch-site', fetchSite(page, urls)] satisfies Header,
          ['sec-fetch-mode', preflight ? 'cors' : mode] satisfies Header,
          ['sec-fetch-dest', 'empty'] satisfies Header,
        ]
      : []),
    ...referer(url, current, trustworthy),
  ]
}

/** https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header */
function fetchSite(page: ReturnType<typeof originOf>, urls: readonly URL[]): string {
  const origins = urls.map(originOf)
  if (origins.every((origin) => sameOrigin(origin, page))) return 'same-origin'
  return origins.every((origin) => sameSite(origin, page)) ? 'same-site' : 'cross-site'
}

/** https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-strict-origin-when-cross-origin, the default one. */
function referer(url: string, current: URL, trustworthy: boolean): Header[] {
  const page = new URL(url)
  const origin = originOf(page)
  if (origin.opaque || (isPotentiallyTrustworthy(origin) && !trustworthy)) return []
  const whole = sameOrigin(origin, originOf(current))
  return [['referer', whole ? page.origin + page.pathname + page.search : `${page.origin}/`]]
}
