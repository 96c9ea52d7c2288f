import { choice, group, text, textOrNone, toggle, wholeNumberOrNone } from './knob.ts'
import { cookieStandard } from './source.ts'

const cookiesOnly = {
  when: { knob: 'credential', is: ['session-cookie', 'session-in-cookie', 'jwt-cookie'] },
}

const partitions = {
  title: 'MDN, CHIPS',
  url: 'https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies#how_does_chips_work',
}

/** The attributes with which the API sets its cookies. */
export const cookie = group({
  sameSite: choice(
    'SameSite',
    'None',
    'From which sites’ requests the cookie may be stored and sent.',
    {
      Strict: { label: 'Strict', note: 'Goes only with requests that begin on the cookie’s own site.' },
      Lax: {
        label: 'Lax',
        note: 'Goes with same-site requests and with links from elsewhere, never with a cross-site fetch.',
      },
      None: { label: 'None', note: 'Goes with cross-site requests too; browsers then ask for Secure.' },
      unset: {
        label: 'unset',
        note: 'No attribute: Chromium takes it for Lax, Firefox and WebKitGTK for None.',
      },
    },
    { source: cookieStandard('4.1.2.7'), ...cookiesOnly },
  ),
  secure: toggle(
    'Secure',
    true,
    'Whether the cookie is for secure connections only.',
    {
      on: 'Goes over https only; Chromium and Firefox make an exception for http on localhost, WebKitGTK does not.',
      off: 'Goes over http too; with SameSite=None, Chromium then refuses the cookie.',
    },
    { source: cookieStandard('4.1.2.5'), ...cookiesOnly },
  ),
  httpOnly: toggle(
    'HttpOnly',
    true,
    'Whether script is kept from the cookie.',
    {
      on: 'document.cookie does not show it; requests carry it all the same.',
      off: 'Every script on a page of the cookie’s host can read it.',
      unsound: 'off',
    },
    { source: cookieStandard('4.1.2.6'), ...cookiesOnly },
  ),
  partitioned: toggle(
    'Partitioned',
    true,
    'Whether the cookie is kept apart for each top-level site.',
    {
      on: 'Each site that embeds the API has a jar of its own (CHIPS), which survives where third-party cookies are blocked.',
      off: 'One jar for all sites; across sites it lives only where third-party cookies are allowed.',
    },
    { source: partitions, ...cookiesOnly },
  ),
  prefix: choice(
    'Prefix',
    'none',
    'A name prefix that makes the browser check the attributes.',
    {
      none: { label: 'none', note: 'No check.' },
      '__Secure-': { label: '__Secure-', note: 'Stored only if Secure is set.' },
      '__Host-': { label: '__Host-', note: 'Stored only with Secure, Path=/ and no Domain.' },
    },
    { source: cookieStandard('4.1.3'), ...cookiesOnly },
  ),
  domain: textOrNone('Domain', 'The domain whose hosts all get the cookie.', {
    form: /^\.?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,10}$/i,
    says: 'a domain such as app.localhost',
    empty: 'this host only',
    suggestions: ['app.localhost', 'api.localhost', 'localhost'],
    source: cookieStandard('4.1.2.3'),
    ...cookiesOnly,
  }),
  path: text('Path', '/', 'The path under which the cookie is sent.', {
    form: /^\/[\x21-\x3a\x3c-\x7e]{0,200}$/,
    says: 'a path that begins with / and has no spaces, semicolons or control characters',
    suggestions: ['/', '/x', '/api'],
    source: cookieStandard('4.1.2.4'),
    ...cookiesOnly,
  }),
  maxAge: wholeNumberOrNone('Max-Age', 'How long the browser keeps the cookie.', {
    min: 1,
    max: 315_360_000,
    unit: 'seconds',
    empty: 'until the browser closes',
    source: cookieStandard('4.1.2.2'),
    ...cookiesOnly,
  }),
})
