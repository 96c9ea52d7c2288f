import { choice, group, headers, list, text, toggle, wholeNumber, wholeNumberOrNone } from './knob.ts'
import { fetchStandard, koaCors } from './source.ts'

const byLibrary = [
  'koa-cors',
  'reflects-any-origin',
  'matches-by-suffix',
  'forgets-vary',
  'authentication-first',
  'preflight-redirected',
  'errors-without-cors',
  'trailing-slash',
  'null-trusted',
] as const
const withLibrary = { when: { knob: 'cors.policy', is: byLibrary } }
const withOrigin = {
  when: {
    knob: 'cors.policy',
    is: ['koa-cors', 'forgets-vary', 'authentication-first', 'preflight-redirected', 'errors-without-cors'],
  },
}
const withRaw = { when: { knob: 'cors.policy', is: ['raw'] } }

/** What the API allows pages of other origins to do. */
export const cors = group({
  policy: choice(
    'Policy',
    'koa-cors',
    'Who writes the CORS headers, soundly or with one of the classic faults.',
    {
      off: { label: 'off', note: 'No CORS header at all: pages of other origins cannot read any answer.' },
      'koa-cors': { label: '@koa/cors', note: 'The library, with the options below.' },
      raw: {
        label: 'raw headers',
        note: 'Exactly the headers below, for preflight and answer apart, wrong ones too.',
      },
      'reflects-any-origin': {
        label: 'reflects any origin',
        note: 'Every Origin comes back as allowed: with credentials, any website can read as the logged-in user.',
        unsound: true,
      },
      'matches-by-suffix': {
        label: 'matches by suffix',
        note: 'Every Origin that ends like the page’s is allowed, a stranger’s evil.app.localhost too.',
        unsound: true,
      },
      'forgets-vary': {
        label: 'forgets Vary',
        note: 'Vary: Origin is missing, so a cache may hand one origin’s answer to another.',
        unsound: true,
      },
      'authentication-first': {
        label: 'authentication before CORS',
        note: 'Preflights carry no credential, so they are answered 401 and the request is never sent.',
        unsound: true,
      },
      'preflight-redirected': {
        label: 'preflight redirected',
        note: 'The preflight is answered with a redirect, which browsers do not follow.',
        unsound: true,
      },
      'errors-without-cors': {
        label: 'errors without CORS headers',
        note: 'A 401 or 500 has no CORS headers, so the script sees a network error in place of the real one.',
        unsound: true,
      },
      'trailing-slash': {
        label: 'trailing slash in the origin',
        note: 'The allowed origin ends in a slash, which no Origin header does: nothing ever matches.',
        unsound: true,
      },
      'null-trusted': {
        label: 'null trusted',
        note: 'The origin null is allowed too, and every sandboxed frame has it.',
        unsound: true,
      },
    },
    { source: fetchStandard('http-cors-protocol', 'CORS protocol') },
  ),
  origin: text('origin', 'page', 'What Access-Control-Allow-Origin names.', {
    form: /^[\x21-\x7e]{1,200}$/,
    says: '"page" (the page’s own origin), "unset", "*", "null" or an origin, in visible ASCII without spaces',
    suggestions: ['page', 'unset', '*', 'null'],
    source: fetchStandard('http-access-control-allow-origin', 'Allow-Origin'),
    ...withOrigin,
  }),
  credentials: toggle(
    'credentials',
    true,
    'Whether Access-Control-Allow-Credentials: true is sent.',
    {
      on: 'Answers to credentialed requests may be read. Beware: without an origin, @koa/cors then allows every origin.',
      off: 'Answers to requests in credentials mode "include" are kept from the script.',
    },
    { source: fetchStandard('http-access-control-allow-credentials', 'Allow-Credentials'), ...withLibrary },
  ),
  allowMethods: list(
    'allowMethods',
    ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'],
    'The methods that a preflight allows.',
    {
      empty: 'no header sent',
      source: fetchStandard('http-access-control-allow-methods', 'Allow-Methods'),
      ...withLibrary,
    },
  ),
  allowHeaders: list('allowHeaders', [], 'The request headers that a preflight allows.', {
    empty: 'whatever the preflight asks for',
    suggestions: ['content-type', 'authorization'],
    source: fetchStandard('http-access-control-allow-headers', 'Allow-Headers'),
    ...withLibrary,
  }),
  exposeHeaders: list(
    'exposeHeaders',
    [],
    'The answer’s headers that the script may read beyond the safelisted ones.',
    {
      empty: 'none beyond the safelisted ones',
      suggestions: ['www-authenticate'],
      source: fetchStandard('http-access-control-expose-headers', 'Expose-Headers'),
      ...withLibrary,
    },
  ),
  maxAge: wholeNumberOrNone('maxAge', 'How long the browser may remember a preflight’s answer.', {
    min: 0,
    max: 86_400_000,
    unit: 'seconds',
    empty: 'no header sent: 5 seconds',
    source: fetchStandard('http-access-control-max-age', 'Max-Age'),
    ...withLibrary,
  }),
  keepHeadersOnError: toggle(
    'keepHeadersOnError',
    true,
    'Whether an error’s answer keeps the CORS headers.',
    {
      on: 'The script can read a 401 or 500.',
      off: 'Koa drops the headers of an error’s answer: the script sees a network error.',
      unsound: 'off',
    },
    { source: koaCors, ...withLibrary },
  ),
  secureContext: toggle(
    'secureContext',
    false,
    'Whether Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy are sent.',
    {
      on: 'Both headers are sent, as a page that wants SharedArrayBuffer needs them.',
      off: 'Neither is sent.',
    },
    { source: koaCors, ...withLibrary },
  ),
  privateNetworkAccess: toggle(
    'privateNetworkAccess',
    false,
    'Whether a preflight’s Access-Control-Request-Private-Network is granted.',
    {
      on: 'Access-Control-Allow-Private-Network: true answers a preflight that asks.',
      off: 'It is never sent.',
    },
    { source: koaCors, ...withLibrary },
  ),
  preflightStatus: wholeNumber('Preflight status', 204, 'The status that answers a preflight.', {
    min: 200,
    max: 599,
    source: fetchStandard('cors-preflight-fetch', 'CORS-preflight fetch'),
    ...withRaw,
  }),
  preflightHeaders: headers(
    'Preflight headers',
    [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH'],
      ['Access-Control-Allow-Headers', 'content-type,authorization'],
    ],
    'The headers that answer a preflight, to the letter.',
    { empty: 'none', source: fetchStandard('http-responses', 'HTTP responses'), ...withRaw },
  ),
  answerHeaders: headers(
    'Answer headers',
    [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Credentials', 'true'],
    ],
    'The headers added to every other answer, to the letter.',
    { empty: 'none', source: fetchStandard('http-responses', 'HTTP responses'), ...withRaw },
  ),
})
