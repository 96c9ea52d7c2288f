/**
 * Where each rule stands. The editions are pinned here and nowhere else:
 * Fetch as of commit 586cd2a44c2a865b37c166dc0740f3fb8bb220d6 (2 July 2026); RFC 6265bis as of its draft 22.
 */
const FETCH = 'https://fetch.spec.whatwg.org/'
const COOKIES = 'https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html'
const MIXED_CONTENT = 'https://w3c.github.io/webappsec-mixed-content/'
const CHIPS = 'https://www.ietf.org/archive/id/draft-cutler-httpbis-partitioned-cookies-01.html'

export const CLAUSES = {
  'fetch/method': `${FETCH}#forbidden-method`,
  'fetch/method-normalize': `${FETCH}#concept-method-normalize`,
  'fetch/request-constructor': `${FETCH}#dom-request`,
  'fetch/forbidden-request-header': `${FETCH}#forbidden-request-header`,
  'fetch/request-no-cors-guard': `${FETCH}#concept-headers-append`,
  'fetch/bad-port': `${FETCH}#block-bad-port`,
  'fetch/mixed-content': `${MIXED_CONTENT}#should-block-fetch`,
  'fetch/mixed-content-upgrade': `${MIXED_CONTENT}#upgrade-algorithm`,
  'fetch/main-fetch': `${FETCH}#concept-main-fetch`,
  'fetch/same-origin-mode': `${FETCH}#concept-main-fetch`,
  'fetch/no-cors-redirect-mode': `${FETCH}#concept-main-fetch`,
  'fetch/http-scheme': `${FETCH}#concept-main-fetch`,
  'fetch/unsafe-method': `${FETCH}#cors-safelisted-method`,
  'fetch/unsafe-headers': `${FETCH}#cors-unsafe-request-header-names`,
  'fetch/preflight-cache': `${FETCH}#concept-cache-match`,
  'fetch/preflight': `${FETCH}#cors-preflight-fetch`,
  'fetch/preflight-status': `${FETCH}#cors-preflight-fetch`,
  'fetch/preflight-allow-methods': `${FETCH}#cors-preflight-fetch`,
  'fetch/preflight-allow-headers': `${FETCH}#cors-preflight-fetch`,
  'fetch/preflight-max-age': `${FETCH}#concept-cache-max-age`,
  'fetch/credentials': `${FETCH}#concept-http-network-or-cache-fetch`,
  'fetch/origin-header': `${FETCH}#append-a-request-origin-header`,
  'fetch/cors-check': `${FETCH}#concept-cors-check`,
  'fetch/resource-policy': `${FETCH}#cross-origin-resource-policy-check`,
  'fetch/redirect-mode': `${FETCH}#concept-http-fetch`,
  'fetch/redirect': `${FETCH}#concept-http-redirect-fetch`,
  'fetch/redirect-count': `${FETCH}#concept-http-redirect-fetch`,
  'fetch/redirect-credentials': `${FETCH}#concept-http-redirect-fetch`,
  'fetch/redirect-method': `${FETCH}#concept-http-redirect-fetch`,
  'fetch/redirect-taint': `${FETCH}#concept-request-tainted-origin`,
  'fetch/response-type': `${FETCH}#concept-filtered-response-opaque`,
  'fetch/exposed-headers': `${FETCH}#cors-safelisted-response-header-name`,
  'cookies/parse': `${COOKIES}#section-5.6`,
  'cookies/size': `${COOKIES}#section-5.6`,
  'cookies/content': `${COOKIES}#section-5.7`,
  'cookies/expires': `${COOKIES}#section-5.6.1`,
  'cookies/max-age': `${COOKIES}#section-5.6.2`,
  'cookies/public-suffix': `${COOKIES}#section-5.7`,
  'cookies/domain-match': `${COOKIES}#section-5.1.3`,
  'cookies/path-match': `${COOKIES}#section-5.1.4`,
  'cookies/same-site-request': `${COOKIES}#section-5.2`,
  'cookies/prefix': `${COOKIES}#section-5.4`,
  'cookies/lifetime': `${COOKIES}#section-5.5`,
  'cookies/secure': `${COOKIES}#section-5.7`,
  'cookies/same-site-set': `${COOKIES}#section-5.7`,
  'cookies/none-requires-secure': `${COOKIES}#section-5.7`,
  'cookies/overwrite-secure': `${COOKIES}#section-5.7`,
  'cookies/stored': `${COOKIES}#section-5.7`,
  'cookies/secure-send': `${COOKIES}#section-5.8.3`,
  'cookies/same-site-send': `${COOKIES}#section-5.8.3`,
  'cookies/lax-allowing-unsafe': `${COOKIES}#section-5.6.7.2`,
  'cookies/header': `${COOKIES}#section-5.8.1`,
  'cookies/third-party': `${COOKIES}#section-7.1`,
  'cookies/partitioned': `${CHIPS}#section-2.1`,
} as const

export type RuleId = keyof typeof CLAUSES
