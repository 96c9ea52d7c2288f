import type { Answer, Chapter, Condition } from './lesson.ts'
import { behindProxy, otherPort, plainCookie } from './prepared.ts'

const back = (text: string, told?: string): Answer<Condition> => ({
  text,
  when: { cookie: true, answered: 200, result: 'readable' },
  ...(told && { told }),
})
const gone = (text: string, told?: string): Answer<Condition> => ({
  text,
  when: { sent: true, cookie: false, answered: 401, result: 'readable' },
  ...(told && { told }),
})
const error = (text: string): Answer<Condition> => ({ text, when: { result: 'blocked' } })

const comesBack = { cookie: true, answered: 200, result: 'readable' } as const

const partitioned = {
  'cookie.sameSite': 'None',
  'cookie.secure': true,
  'cookie.partitioned': true,
} as const

export const cookies: Chapter = {
  title: 'Cookies that vanish',
  lessons: [
    {
      id: 'credentials-forgotten',
      title: 'Seen, and not kept',
      scene:
        'The login is answered 200, and the developer tools show `Set-Cookie: {cookie}=…` in its answer. The console is empty. The client leaves `withCredentials` at its default, `false`.',
      knobs: { ...otherPort, 'client.withCredentials': false },
      story: ['login', 'me'],
      about: '/me',
      question: 'And GET /me?',
      answers: [
        back('200: the cookie was in the answer'),
        gone('401: no cookie comes along, and there is no error', 'it was never stored'),
        error('An error: CORS blocks it'),
      ],
      right: 'B',
      explanation: [
        'The credentials mode decides about both ways. With `same-origin`, which `withCredentials: false` means, a request to another origin carries no cookie, and what its answer sets is dropped in silence. `fetch` has the same default.',
        'So it has to be set on the login as well as on what follows. The API then has to allow credentials by name: `Access-Control-Allow-Credentials: true`, and no `*`.',
      ],
      rules: ['fetch/credentials'],
      moral: 'Without credentials a request neither takes cookies along nor brings any home.',
      fix: {
        title: 'Set withCredentials, on the login too',
        moves: { 'client.withCredentials': true },
        comesTo: comesBack,
      },
      turns: [
        behindProxy,
        {
          text: '`fetch` with `credentials: "omit"`, behind the page’s own origin',
          moves: { relation: 'same-origin', 'client.library': 'fetch', 'client.credentials': 'omit' },
        },
      ],
    },
    {
      id: 'samesite-unset',
      title: 'SameSite, unset',
      scene:
        'The API at `{api}` is another site than `{page}`. It sets `{cookie}` without a `SameSite` attribute, as was usual before there was one.',
      knobs: { ...plainCookie, 'cookie.sameSite': 'unset' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes, as it always did', 'this browser takes no SameSite for None'),
        gone('No: the API answers 401, and there is no error', 'the default is not what it was'),
        error('No: the script gets an error'),
      ],
      right: { 'chromium-allow': 'B', 'chromium-block': 'B', firefox: 'A', webkitgtk: 'B' },
      explanation: [
        'The standard treats a cookie without `SameSite` as `Lax`, and so does Chromium: no cross-site fetch stores it or sends it. Firefox takes it for `None`, and keeps it apart for each top-level site. WebKitGTK does not look at it: it keeps no cookie of a third party at all.',
      ],
      rules: ['cookies/same-site-set', 'cookies/same-site-send'],
      moral: 'Say SameSite yourself: browsers do not agree on what silence means.',
      fix: {
        title: 'Set SameSite=None; Secure; Partitioned',
        moves: partitioned,
        comesTo: comesBack,
        notIn: ['webkitgtk'],
      },
      turns: [
        { text: 'the API at another port of the page’s host', moves: { relation: 'other-port' } },
        { text: '`SameSite=Strict`', moves: { 'cookie.sameSite': 'Strict' } },
      ],
    },
    {
      id: 'none-without-secure',
      title: 'None without Secure',
      scene:
        'Somebody read that cookies across sites need `SameSite=None`, and set it. `Secure` was left out, because development is over plain http: `{page}` and `{api}`, the same site.',
      knobs: { ...otherPort, 'cookie.sameSite': 'None' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes: it is not even cross-site', 'this browser asks for no Secure beside None'),
        gone('No: 401, and there is no error', 'None without Secure is refused'),
        error('No: the script gets an error'),
      ],
      right: { 'chromium-allow': 'B', 'chromium-block': 'B', firefox: 'B', webkitgtk: 'A' },
      explanation: [
        'The standard refuses a cookie with `SameSite=None` that is not `Secure`, whatever the relation, and so do Chromium and Firefox. WebKitGTK takes it. There is no word of it but in the developer tools.',
      ],
      rules: ['cookies/none-requires-secure'],
      moral: 'SameSite=None without Secure is no cookie at all to most people.',
      fix: {
        title: 'Within one site, set SameSite=Lax',
        moves: { 'cookie.sameSite': 'Lax' },
        comesTo: comesBack,
      },
      turns: [
        { text: '`SameSite=None; Secure`', moves: { 'cookie.secure': true } },
        { text: 'the API at another site', moves: { relation: 'cross-site' } },
      ],
    },
    {
      id: 'secure-over-http',
      title: 'Secure over plain http',
      scene:
        'The API sets `{cookie}` with `Secure`, as production asks for. On this machine both page and API speak plain http: `{page}` and `{api}`.',
      knobs: { ...otherPort, 'cookie.secure': true },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes: on localhost http counts as secure', 'localhost is an exception in this browser'),
        gone('No: 401, and there is no error', 'Secure means https here'),
        error('No: the script gets an error'),
      ],
      right: { 'chromium-allow': 'A', 'chromium-block': 'A', firefox: 'A', webkitgtk: 'B' },
      explanation: [
        '`Secure` means that a cookie is set and sent over secure connections alone. What never leaves the machine cannot be overheard, so Chromium and Firefox let http on `localhost` and on names under it pass. WebKitGTK makes no such exception. At an address of the local network, such as `http://192.168.0.7`, none of them does.',
      ],
      rules: ['cookies/secure', 'cookies/secure-send'],
      moral: 'What works on localhost in one browser is no proof for another.',
      fix: {
        title: 'Leave Secure out while you develop over http',
        moves: { 'cookie.secure': false },
        comesTo: comesBack,
      },
      turns: [{ text: 'a bearer token', moves: { credential: 'bearer' } }],
    },
    {
      id: 'third-party-blocked',
      title: 'Third party, blocked',
      scene:
        'The API is another site, and its cookie is set as every guide says: `{cookie}` with `SameSite=None; Secure`. In the developer’s Chrome it worked.',
      knobs: { 'cookie.partitioned': false },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me in your browser?',
      answers: [
        back('Yes: SameSite=None; Secure is all it takes', 'this browser keeps it'),
        gone('No: 401, and there is no error', 'this browser keeps no cookie of a third party'),
        error('No: the script gets an error'),
      ],
      right: { 'chromium-allow': 'A', 'chromium-block': 'B', firefox: 'A', webkitgtk: 'B' },
      explanation: [
        'To the page the API is a third party. Chromium has a setting for such cookies: Chrome allows them, while Brave, Debian’s Chromium and private windows do not. Firefox keeps them in a jar of their own for each site that embeds the API. WebKitGTK and Safari keep none.',
        '`Partitioned` asks for that jar of its own, and is then kept where others are blocked (CHIPS). The price: a login at one site is not known at another.',
      ],
      rules: ['cookies/third-party', 'cookies/partitioned'],
      moral: 'A cookie across sites lives by leave of the browser: put the API under the page’s own site.',
      fix: {
        title: 'Add Partitioned',
        moves: { 'cookie.partitioned': true },
        comesTo: comesBack,
        notIn: ['webkitgtk'],
      },
      turns: [
        { text: 'the API at another port of the page’s host', moves: otherPort },
        { text: 'a bearer token', moves: { credential: 'bearer' } },
      ],
    },
    {
      id: 'domain-too-wide',
      title: 'A domain too wide',
      scene:
        'The page is `{page}`, the API `{api}`. To share the cookie among all hosts the API sets `{cookie}` with `Domain=localhost`.',
      knobs: { ...plainCookie, relation: 'subdomain', 'cookie.domain': 'localhost' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes: the API’s host is under localhost'),
        gone('No: 401, and there is no error', 'nobody may set a cookie for a whole suffix'),
        error('No: the script gets an error'),
      ],
      right: 'B',
      explanation: [
        '`Domain` names the host and all under it that get the cookie. It has to be a domain that the API’s own host belongs to, and no public suffix: else anybody under `com` could set cookies for everybody under `com`. `localhost` counts as one. So does a domain under which a hosting firm gives names to its customers.',
      ],
      rules: ['cookies/public-suffix', 'cookies/domain-match'],
      moral: 'Domain reaches up to the registrable domain, and no further.',
      fix: {
        title: 'Set Domain=app.localhost',
        moves: { 'cookie.domain': 'app.localhost' },
        comesTo: comesBack,
      },
      turns: [
        { text: 'no `Domain` at all', moves: { 'cookie.domain': null } },
        { text: '`Domain=api.localhost`', moves: { 'cookie.domain': 'api.localhost' } },
      ],
    },
    {
      id: 'host-prefix',
      title: 'A name that binds',
      scene:
        'A scanner asked for the prefix `__Host-`, so the cookie is now called `{cookie}`. It kept its `Secure`, and its `Domain=app.localhost`.',
      knobs: {
        ...plainCookie,
        relation: 'subdomain',
        'cookie.secure': true,
        'cookie.prefix': '__Host-',
        'cookie.domain': 'app.localhost',
      },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes: a name is a name'),
        gone('No: 401, and there is no error', 'the name promises what the attributes break'),
        error('No: the script gets an error'),
      ],
      right: 'B',
      explanation: [
        'A name that begins with `__Host-` is a promise that the browser checks: `Secure`, `Path=/` and no `Domain`. A cookie that breaks it is not stored. In return no other host, a sibling least of all, can set a cookie of that name for this one. `__Secure-` asks for `Secure` alone.',
      ],
      rules: ['cookies/prefix'],
      moral: '__Host- means: Secure, Path=/, no Domain, or no cookie.',
      fix: {
        title: 'Leave Domain out',
        moves: { 'cookie.domain': null },
        comesTo: comesBack,
        notIn: ['webkitgtk'],
      },
      turns: [
        { text: 'the prefix `__Secure-`', moves: { 'cookie.prefix': '__Secure-' } },
        { text: 'no prefix', moves: { 'cookie.prefix': 'none' } },
      ],
    },
    {
      id: 'path-of-development',
      title: 'A path left behind',
      scene:
        'In development a proxy put the API under `/api`, and `{cookie}` was set with `Path=/api`. Now the API has an origin of its own, `{api}`, and its addresses begin with `/x`.',
      knobs: { ...otherPort, 'cookie.path': '/api' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        back('Yes: it is the same API'),
        gone('No: 401, though the cookie is in the jar', 'it waits for a path that nobody asks for'),
        error('No: the script gets an error'),
      ],
      right: 'B',
      explanation: [
        'A cookie is sent to addresses under its `Path`, and no other. It is stored all the same, so the developer tools show it, and nothing goes along. The same trap waits at logout: a cookie is only taken back by one of the same name, domain and path.',
      ],
      rules: ['cookies/path-match'],
      moral: 'Set Path=/ unless you know why not.',
      fix: { title: 'Set Path=/', moves: { 'cookie.path': '/' }, comesTo: comesBack },
      turns: [
        { text: 'back behind the proxy, under `/api`', moves: { relation: 'same-origin' } },
        { text: '`Path=/x`', moves: { 'cookie.path': '/x' } },
      ],
    },
  ],
}
