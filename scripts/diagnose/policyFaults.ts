/** What is wrong with a policy beyond the request that was asked for; named as the lab's policies are. */
export type PolicyFaultName =
  | 'reflects-any-origin'
  | 'matches-by-suffix'
  | 'null-trusted'
  | 'forgets-vary'
  | 'errors-without-cors'
  | 'authentication-first'
  | 'preflight-redirected'
  | 'preflight-refused'

export interface PolicyFault {
  fault: PolicyFaultName
  /** A fault harms as things are; a caution will, once something else is asked for or allowed. */
  grade: 'fault' | 'caution'
  /** One or two sentences, in the server's own values. */
  text: string
  fix: string
  /** Where the rule stands. */
  source: string
}

const FETCH = 'https://fetch.spec.whatwg.org/'
const COMPARE =
  'Compare the Origin header with a list of whole origins, letter by letter, and send it back only if it is on it.'
const BEFORE =
  'Answer OPTIONS before authentication, redirects and routing: a preflight carries no cookie and no token.'

type Told = Omit<PolicyFault, 'fault' | 'grade'>

/** @param value the origin that was let in, or the status that was answered */
export const POLICY_FAULTS: Record<PolicyFaultName, (value: string) => Told> = {
  'reflects-any-origin': (origin) => ({
    text: `The API lets in ${origin}, which nobody can have listed, and with credentials: any website reads the answers to whoever is logged in.`,
    fix: COMPARE,
    source: `${FETCH}#basic-safe-cors-protocol-setup`,
  }),
  'matches-by-suffix': (origin) => ({
    text: `The API lets in ${origin}, which only ends as a listed origin does, and with credentials: whoever registers such a name reads the answers to whoever is logged in.`,
    fix: COMPARE,
    source: `${FETCH}#basic-safe-cors-protocol-setup`,
  }),
  'null-trusted': () => ({
    text: 'The API lets in the origin null, and with credentials: a sandboxed frame of any website has it.',
    fix: 'Take null from the list of allowed origins.',
    source: 'https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-opaque',
  }),
  'forgets-vary': (origin) => ({
    text: `The answer names ${origin} and has no Vary: Origin: where another origin gets another answer, a cache may hand one’s to the other.`,
    fix: 'Send Vary: Origin with every answer, to requests without an Origin too.',
    source: `${FETCH}#cors-protocol-and-http-caches`,
  }),
  'errors-without-cors': (status) => ({
    text: `Preflights are let in, but an answer of ${status} has no CORS headers: the script sees a network error in place of the ${status}.`,
    fix: 'Add the CORS headers in front of whatever may fail, so that errors have them too.',
    source: `${FETCH}#concept-cors-check`,
  }),
  'authentication-first': (status) => ({
    text: `Preflights are answered ${status}, so authentication runs before CORS: a request with JSON, Authorization or PUT is never sent.`,
    fix: BEFORE,
    source: `${FETCH}#cors-preflight-fetch`,
  }),
  'preflight-redirected': (status) => ({
    text: `Preflights are answered ${status}, a redirect, which none follows: a request with JSON, Authorization or PUT is never sent.`,
    fix: BEFORE,
    source: `${FETCH}#cors-preflight-fetch`,
  }),
  'preflight-refused': (status) => ({
    text: `Preflights are answered ${status} in a way that does not let this page in: a request with JSON, Authorization or PUT is never sent.`,
    fix: BEFORE,
    source: `${FETCH}#cors-preflight-fetch`,
  }),
}
