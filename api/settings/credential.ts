import { choice, group, toggle, wholeNumber } from './knob.ts'
import { rfc } from './source.ts'

/** What proves who is asking. */
export const credential = choice(
  'Credential',
  'session-cookie',
  'What proves who is asking.',
  {
    'session-cookie': {
      label: 'Session cookie',
      note: 'The cookie holds a random id; who it belongs to stands in the server’s store.',
    },
    'session-in-cookie': {
      label: 'Session in cookie',
      note: 'The cookie holds the session itself, signed but readable: koa-session’s default, without a store.',
    },
    'jwt-cookie': {
      label: 'JWT cookie',
      note: 'The cookie holds a signed token that the server checks without a store.',
    },
    bearer: {
      label: 'Bearer token',
      note: 'The script keeps a signed token and sends it in the Authorization header; no cookie is involved.',
    },
  },
  { source: rfc(9110, '11') },
)

/** The secret of HS256 that anybody can know, because it stands here. */
export const PUBLISHED_SECRET = 'a secret that somebody has pushed to a public repository'

const webStorage = {
  title: 'HTML, localStorage',
  url: 'https://html.spec.whatwg.org/multipage/webstorage.html#dom-localstorage',
}

const tokensOnly = { when: { knob: 'credential', is: ['jwt-cookie', 'bearer'] } }

/** How tokens are signed, how long they live, and where the client keeps them. */
export const token = group({
  algorithm: choice(
    'Algorithm',
    'HS256',
    'How the token is signed.',
    {
      HS256: {
        label: 'HS256',
        note: 'One secret signs and verifies: whoever can check a token can also forge one.',
      },
      RS256: {
        label: 'RS256',
        note: 'A private key signs, a public key verifies: checking gives no power to forge.',
      },
    },
    { source: rfc(7518, '3.1'), ...tokensOnly },
  ),
  secret: choice(
    'Secret',
    'random',
    'What signs with HS256; with RS256 it plays no part.',
    {
      random: {
        label: 'random',
        note: 'The experiment’s own 256 random bits, which nobody outside the server has.',
      },
      published: {
        label: 'published',
        note: 'A text that stands in the source, as if it had been pushed to a public repository: whoever reads it can sign any token.',
        unsound: true,
      },
    },
    { source: rfc(7518, '3.2'), ...tokensOnly },
  ),
  accessLifetime: wholeNumber(
    'Access lifetime',
    900,
    'How long an access token is accepted after it was issued.',
    {
      min: 1,
      max: 86_400,
      unit: 'seconds',
      source: rfc(7519, '4.1.4'),
      ...tokensOnly,
    },
  ),
  refreshLifetime: wholeNumber(
    'Refresh lifetime',
    604_800,
    'How long after the login its refresh tokens can be exchanged for new ones: a successor lives no longer than the first.',
    {
      min: 1,
      max: 31_536_000,
      unit: 'seconds',
      source: rfc(9700, '4.14.2'),
      ...tokensOnly,
    },
  ),
  refreshGrace: wholeNumber(
    'Refresh grace',
    10,
    'How long a used refresh token is taken again from the same address, browser and page, as two tabs need it; a thief inside that page passes too, and 0 turns it off.',
    {
      min: 0,
      max: 60,
      unit: 'seconds',
      source: rfc(9700, '4.14.2'),
      ...tokensOnly,
    },
  ),
  revocationList: toggle(
    'Revocation list',
    false,
    'Whether a logout ends the access token too.',
    {
      on: 'A logout puts the token’s id on a list until it expires, and every request is looked up there.',
      off: 'Stateless cannot revoke: after the logout, a copy of the access token is accepted until it expires.',
    },
    { source: rfc(7009, '3'), ...tokensOnly },
  ),
  keptIn: choice(
    'Kept in',
    'memory',
    'Where the page keeps a bearer token.',
    {
      memory: {
        label: 'memory',
        note: 'A variable of the page: gone on reload, out of reach for other tabs.',
      },
      sessionStorage: {
        label: 'sessionStorage',
        note: 'Survives a reload in this tab; every script on the page’s origin can read it.',
      },
      localStorage: {
        label: 'localStorage',
        note: 'Survives a restart and is shared by all tabs; every script on the page’s origin can read it.',
      },
    },
    { source: webStorage, when: { knob: 'credential', is: ['bearer'] } },
  ),
})
