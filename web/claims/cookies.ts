import { type Claim, everywhere, exceptWebKit, SAME_HOST } from './claim.ts'

/** What is said of cookies: when they are sent, how many there can be, and what counts as the same site. */
export const cookieClaims = {
  'cookies-are-sent': {
    title: 'When cookies are sent',
    sentence:
      'Cookies are sent automatically on the same origin. Across origins they need withCredentials in the client and credentials: true on the server. HttpOnly hides them from script.',
    saidBy: 'Often taught, and nearly right',
    run: 'Ada logs in at an API on the page’s host and another port. The page then asks `GET /me` with and without credentials, of a server with and without `credentials: true`, and looks into `document.cookie`.',
    rows: {
      sameOrigin: { label: 'Same origin, nothing set', seen: 'sent, 200' },
      neither: { label: 'Cross-origin: neither', seen: 'not sent, 401' },
      serverAlone: { label: 'Cross-origin: server alone', seen: 'not sent, 401' },
      clientAlone: { label: 'Cross-origin: client alone', seen: 'sent, blocked' },
      both: { label: 'Cross-origin: both', seen: 'sent, 200' },
      crossSite: {
        label: 'Cross-site: both, `SameSite=None`',
        seen: {
          'chromium-allow': 'sent, 200',
          'chromium-block': 'not sent, 401',
          firefox: 'sent, 200',
          webkitgtk: 'not sent, 401',
        },
      },
      httpOnly: { label: '`document.cookie` with HttpOnly', seen: 'hidden' },
      readable: { label: '`document.cookie` without HttpOnly', seen: 'shown' },
    },
    means: {
      holds: 'The cookie went where both sides asked for it, and nowhere else.',
      depends:
        'For the cookie to go, the client alone decides: it went to a server without `credentials: true` too, which answered, and the answer was kept from the script. To read the answer takes both.',
    },
    dependsOn:
      'What is meant by “need”, sending or reading; and on a third site, what the browser does with third-party cookies: there both sides can be right and no cookie goes.',
    expected: everywhere('depends'),
    knobs: {
      ...SAME_HOST,
      'cors.credentials': false,
      'client.contentType': 'application/x-www-form-urlencoded',
    },
  },
  limits: {
    title: 'Limits of cookies',
    sentence: 'Cookies are limited in size and number.',
    saidBy: 'Often taught, mostly as “4 kB”',
    run: 'The page finds the limits by halving: how long a cookie may be, how long an attribute, and how many cookies of one host come along with a request. It pushes older cookies of this host out, so that you may have to log in again in the lab.',
    rows: {
      size: {
        label: 'Name and value together',
        unit: 'bytes',
        seen: exceptWebKit<string | number>(4096, 'over 65,536'),
      },
      attribute: {
        label: 'Longest attribute that counts',
        unit: 'bytes',
        seen: exceptWebKit<string | number>(1024, 'over 65,536'),
      },
      longer: { label: 'A longer attribute', seen: exceptWebKit('ignored', 'counts') },
      number: {
        label: 'Cookies of one host, all sent',
        unit: 'cookies',
        seen: exceptWebKit<string | number>(180, 'over 512'),
      },
    },
    means: {
      holds:
        'A cookie holds {size} of name and value, and no more comes along of one host than {number}: then older ones go.',
      fails:
        'No limit was found up to what was tried: {size} bytes in one cookie, {number} cookies of one host.',
    },
    dependsOn:
      'The browser. RFC 6265bis has it refuse more than 4,096 bytes of name and value and ignore attributes over 1,024 bytes (5.6); how many it keeps it may choose, from 50 of a domain on (6.1). Servers have limits of their own: Node refuses more than 16 kB of headers.',
    expected: exceptWebKit('holds', 'fails'),
    knobs: { ...SAME_HOST, credential: 'jwt-cookie' },
  },
  'subdomains-are-same-site': {
    title: 'Subdomains and sites',
    sentence: 'Subdomains are always same-site.',
    saidBy: 'Often assumed',
    run: 'The page at `app.localhost` calls `api.localhost` and `api.app.localhost`, with a `SameSite=Lax` cookie each. The server tells what `Sec-Fetch-Site` it got, and whether the cookie came back.',
    rows: {
      sibling: { label: '`api.localhost`: Sec-Fetch-Site', seen: 'cross-site' },
      siblingCookie: { label: '`api.localhost`: the Lax cookie', seen: 'not sent' },
      child: { label: '`api.app.localhost`: Sec-Fetch-Site', seen: 'same-site' },
      childCookie: { label: '`api.app.localhost`: the Lax cookie', seen: 'sent' },
    },
    means: {
      holds: 'Both hosts counted as the page’s own site.',
      fails:
        '`api.localhost` is {sibling} to `app.localhost`: `localhost` acts as a public suffix, like `com` or `github.io`, and each name directly under it is a site of its own. `api.app.localhost` is {child}.',
    },
    dependsOn:
      'The public suffix list: a site is the public suffix and one label more. `alice.github.io` and `bob.github.io` are two sites; `api.example.com` and `app.example.com` are one.',
    expected: everywhere('fails'),
    knobs: { relation: 'cross-site', 'cookie.sameSite': 'Lax' },
  },
  'localhost-is-secure': {
    title: 'http://localhost as https',
    sentence: 'http://localhost is treated like https for cookies.',
    saidBy: 'Seen in tutorials',
    run: 'Ada logs in over http on the page’s host, with a cookie that asks for a secure connection: by `Secure`, and by the name prefixes `__Secure-` and `__Host-`. Does the cookie come back?',
    rows: {
      context: { label: 'The page is a secure context', seen: 'yes' },
      plain: { label: 'A cookie without Secure', seen: 'sent' },
      secure: { label: 'A cookie with Secure', seen: exceptWebKit('sent', 'not sent') },
      securePrefix: { label: '`__Secure-` in its name', seen: exceptWebKit('sent', 'not sent') },
      hostPrefix: { label: '`__Host-` in its name', seen: exceptWebKit('sent', 'not sent') },
    },
    means: {
      holds:
        'This browser takes http on a host under localhost for secure: the cookie with Secure came back.',
      fails: 'This browser refuses a cookie with Secure over http, on localhost too.',
      depends: 'Secure is taken, but a name prefix is not.',
    },
    dependsOn:
      'The browser. RFC 6265bis leaves it to the browser what a secure protocol is. A cookie that you test on http://localhost in one browser may not exist in another.',
    expected: exceptWebKit('holds', 'fails'),
    knobs: { ...SAME_HOST, 'cookie.sameSite': 'Lax', 'cookie.secure': true },
  },
} as const satisfies Record<string, Claim>
