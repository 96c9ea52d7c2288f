import type { RuleId } from '../../browser/clauses.ts'
import type { Step } from '../../browser/scenario.ts'

const NAMES: Record<RuleId, string> = {
  'fetch/method': 'Method',
  'fetch/method-normalize': 'Method in upper case',
  'fetch/request-constructor': 'Request',
  'fetch/forbidden-request-header': 'Forbidden header',
  'fetch/request-no-cors-guard': 'Headers in no-cors',
  'fetch/bad-port': 'Bad port',
  'fetch/mixed-content': 'Mixed content',
  'fetch/mixed-content-upgrade': 'Mixed content, upgraded',
  'fetch/main-fetch': 'Main fetch',
  'fetch/same-origin-mode': 'Mode same-origin',
  'fetch/no-cors-redirect-mode': 'Redirect in no-cors',
  'fetch/http-scheme': 'Scheme',
  'fetch/unsafe-method': 'Safelisted method',
  'fetch/unsafe-headers': 'Safelisted headers',
  'fetch/preflight-cache': 'Preflight cache',
  'fetch/preflight': 'Preflight needed',
  'fetch/preflight-status': 'Preflight status',
  'fetch/preflight-allow-methods': 'Allowed methods',
  'fetch/preflight-allow-headers': 'Allowed headers',
  'fetch/preflight-max-age': 'Preflight kept',
  'fetch/credentials': 'Credentials mode',
  'fetch/origin-header': 'Origin header',
  'fetch/cors-check': 'CORS check',
  'fetch/resource-policy': 'Resource policy',
  'fetch/redirect-mode': 'Redirect mode',
  'fetch/redirect': 'Redirect',
  'fetch/redirect-count': 'Redirect count',
  'fetch/redirect-credentials': 'Redirect with credentials',
  'fetch/redirect-method': 'Redirect method',
  'fetch/redirect-taint': 'Tainted origin',
  'fetch/response-type': 'Response type',
  'fetch/exposed-headers': 'Exposed headers',
  'cookies/parse': 'Set-Cookie line',
  'cookies/size': 'Size',
  'cookies/content': 'Content',
  'cookies/expires': 'Expires',
  'cookies/max-age': 'Max-Age',
  'cookies/public-suffix': 'Public suffix',
  'cookies/domain-match': 'Domain',
  'cookies/path-match': 'Path',
  'cookies/same-site-request': 'Same-site request',
  'cookies/prefix': 'Name prefix',
  'cookies/lifetime': 'Lifetime',
  'cookies/secure': 'Secure, storing',
  'cookies/same-site-set': 'SameSite, storing',
  'cookies/none-requires-secure': 'None needs Secure',
  'cookies/overwrite-secure': 'Overlaying Secure',
  'cookies/stored': 'Stored',
  'cookies/secure-send': 'Secure, sending',
  'cookies/same-site-send': 'SameSite, sending',
  'cookies/lax-allowing-unsafe': 'Lax allowing unsafe',
  'cookies/header': 'Cookie header',
  'cookies/third-party': 'Third-party cookies',
  'cookies/partitioned': 'Partitioned',
}

const isRule = (rule: string): rule is RuleId => rule in NAMES

export const ruleName = ({ rule }: Step) => (isRule(rule) ? NAMES[rule] : rule)

const HOSTS: Record<string, string> = {
  'source.chromium.org': 'Chromium, source',
  'searchfox.org': 'Firefox, source',
  'developer.mozilla.org': 'MDN',
  'webkit.org': 'WebKit',
  'gitlab.gnome.org': 'libsoup, source',
}

/** Where a rule stands, in short: `Fetch, CORS check` or `RFC 6265bis, 5.7`. */
export function sourceName({ source }: Pick<Step, 'source'>): string {
  const { hostname, hash } = new URL(source)
  const fragment = hash.slice(1)
  if (hostname === 'fetch.spec.whatwg.org') {
    const words = fragment.replace(/^(concept|dom)-|-fetch$/g, '').replaceAll('-', ' ')
    return `Fetch, ${words.replace(/^cors/, 'CORS').replace(/^http/, 'HTTP').replace(' or cache', '')}`
  }
  if (hostname === 'www.ietf.org') return `RFC 6265bis, ${fragment.replace('section-', '')}`
  return HOSTS[hostname] ?? hostname.replace(/^www\./, '')
}
