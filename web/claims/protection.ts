import { type Claim, everywhere, SAME_HOST } from './claim.ts'

/** What is said of what keeps others out. */
export const protectionClaims = {
  'csrf-and-xss': {
    title: 'CSRF and XSS',
    sentence:
      'Cookies are open to CSRF, bearer tokens are not. localStorage is open to XSS, HttpOnly cookies are not; but injected script can act all the same.',
    saidBy: 'Often taught',
    run: 'Ada is logged in. A form of another site, a form of a sibling host and a script inside the page try to move her money or to take her credential.',
    rows: {
      none: { label: 'Cookie, `SameSite=None`: another site’s form', seen: 'executed' },
      lax: { label: 'Cookie, `SameSite=Lax`: another site’s form', seen: 'stopped' },
      sibling: { label: 'Cookie, `SameSite=Lax`: a sibling’s form', seen: 'executed' },
      token: { label: 'The same with a CSRF token', seen: 'stopped' },
      bearer: { label: 'Bearer token: another site’s form', seen: 'stopped' },
      localStorage: { label: 'Token in localStorage: taken by script', seen: 'taken' },
      memory: { label: 'Token in memory: taken by script', seen: 'taken' },
      httpOnly: { label: 'HttpOnly cookie: taken by script', seen: 'stopped' },
      act: { label: 'HttpOnly cookie: script acts as Ada', seen: 'executed and read' },
    },
    means: {
      holds:
        'Every cookie was open to forged requests, no bearer token was; script took the token, and not the cookie.',
      depends:
        'A cookie is open to forged requests only where neither SameSite nor a CSRF token stands in the way; a bearer token never is. Script took the token, kept in memory too. It could not take the HttpOnly cookie, and moved the money all the same.',
    },
    dependsOn:
      'How the cookie is protected: SameSite against other sites, a CSRF token against siblings too. Nothing protects either credential against a script in the page.',
    expected: everywhere('depends'),
    knobs: { ...SAME_HOST, 'csrf.protection': 'none' },
    needsWindow: true,
  },
  'cors-protects': {
    title: 'What CORS protects',
    sentence: 'CORS protects the server.',
    saidBy: 'Often believed',
    run: 'The API allows no other origin. The page sends `POST /transfers` to it, once as a form would write it and once as JSON, and then looks at the balance from its own origin.',
    rows: {
      script: { label: 'A form’s POST: the script got', seen: 'blocked' },
      server: { label: 'A form’s POST: the server answered', seen: '201' },
      moved: { label: 'A form’s POST: money moved', seen: 100 },
      jsonScript: { label: 'The same as JSON: the script got', seen: 'blocked' },
      jsonServer: { label: 'The same as JSON: the server saw', seen: 'the preflight alone' },
      jsonMoved: { label: 'The same as JSON: money moved', seen: 0 },
    },
    means: {
      holds: 'What the browser blocked, the server did not execute.',
      fails:
        'The script was told of an error, and the server had moved the money. CORS keeps answers from scripts. Only a request that needs a preflight is kept from the server.',
    },
    dependsOn:
      'Whether the request needs a preflight. One that a form could have sent goes out at once; what stops it is SameSite, a check of Origin or a CSRF token.',
    expected: everywhere('fails'),
    knobs: { ...SAME_HOST, 'cors.policy': 'off', 'client.contentType': 'application/x-www-form-urlencoded' },
  },
  'lax-stops-csrf': {
    title: 'SameSite=Lax and CSRF',
    sentence: 'SameSite=Lax stops every CSRF.',
    saidBy: 'Seen in tutorials',
    run: 'Ada is logged in with a `SameSite=Lax` cookie, at an API that moves money on a GET too. Another site tries a form, a link and an image; a sibling host tries a form.',
    rows: {
      form: { label: 'Another site’s form, POST', seen: 'stopped' },
      image: { label: 'Another site’s image, GET', seen: 'stopped' },
      link: { label: 'Another site’s link, GET', seen: 'executed' },
      sibling: { label: 'A sibling host’s form, POST', seen: 'executed' },
    },
    means: {
      holds: 'Nothing was executed.',
      fails:
        'It stops another site’s form. It lets the cookie go with a link from anywhere, so a GET that changes something is executed; and a sibling host is the same site, so there it stops nothing.',
    },
    dependsOn:
      'That no GET changes state (RFC 9110, 9.2.1), and that nobody hostile has a host of your site. This API moves money on a GET only for this experiment.',
    expected: everywhere('fails'),
    knobs: { ...SAME_HOST, 'cookie.sameSite': 'Lax', 'csrf.transferByGet': true },
    needsWindow: true,
  },
} as const satisfies Record<string, Claim>
