import type { Chapter } from './lesson.ts'
import { behindProxy, formLogin, otherPort, plainCookie, soundCors, withoutCredentials } from './prepared.ts'

export const origins: Chapter = {
  title: 'Origins and sites',
  lessons: [
    {
      id: 'same-host-other-port',
      title: 'Same host, other port',
      scene:
        'The page is `{page}`, the API is `{api}`: one host, two ports. Ada logs in with a form, and then the script asks `GET /me`. The API sends no CORS header at all.',
      knobs: { ...otherPort, ...formLogin, 'cors.policy': 'off' },
      story: ['login', 'me'],
      about: '/me',
      question: 'What comes of GET /me?',
      answers: [
        { text: 'It works: one host is one origin', when: { answered: 200, result: 'readable' } },
        {
          text: 'It arrives without a cookie: each port has its own',
          when: { sent: true, cookie: false },
        },
        {
          text: 'It arrives with her cookie and is answered 200; the script gets an error',
          when: { cookie: true, answered: 200, result: 'blocked' },
          told: 'two origins, one jar',
        },
        { text: 'It never leaves the browser', when: { sent: false } },
      ],
      right: 'C',
      explanation: [
        'An origin is scheme, host and port. Another port is another origin, and what another origin answers is for the script only if the answer says so. That is CORS, cross-origin resource sharing: headers such as `Access-Control-Allow-Origin`, which are missing here.',
        'Cookies have no port. What the API sets goes to every port of its host, so `{cookie}` came along. The login went the same way: it was done, its answer was kept back, and its cookie was stored all the same.',
      ],
      rules: ['fetch/cors-check', 'cookies/header'],
      moral: 'An origin has a port; a cookie has none.',
      fix: {
        title: 'Let the API allow the page’s origin',
        moves: soundCors,
        comesTo: { cookie: true, answered: 200, result: 'readable' },
      },
      turns: [behindProxy, withoutCredentials],
    },
    {
      id: 'names-under-localhost',
      title: 'Names under localhost',
      scene:
        'The page is `{page}`, the API is `{api}`: their names look like siblings. The login sets `{cookie}` with `SameSite=Lax`, and CORS is as it should be.',
      knobs: plainCookie,
      story: ['login', 'me'],
      about: '/me',
      question: 'What does GET /me bring along, right after the login?',
      answers: [
        { text: 'Her cookie: both hosts are under localhost', when: { cookie: true } },
        {
          text: 'Nothing: the API answers 401, and the script may read it',
          when: { sent: true, cookie: false, answered: 401, result: 'readable' },
          told: 'two sites, and no error anywhere',
        },
        { text: 'Nothing: the script gets a CORS error', when: { result: 'blocked' } },
      ],
      right: 'B',
      explanation: [
        'A site is the scheme and the registrable domain, that is the public suffix and one name before it. `localhost` acts as a public suffix, as `com` does: `app.localhost` and `api.localhost` are as strange to each other as two firms under `com`. So are `localhost` and `127.0.0.1`.',
        '`SameSite=Lax` lets no cross-site fetch store the cookie or send it. CORS has no part in that, and so there is no CORS error: both answers were readable.',
      ],
      rules: ['cookies/same-site-request', 'cookies/same-site-set'],
      moral: 'A name that looks like a sibling may be a stranger: what counts is the registrable domain.',
      fix: {
        title: 'Serve the API under the page’s own site',
        moves: { relation: 'subdomain' },
        comesTo: { cookie: true, answered: 200, result: 'readable' },
        notIn: ['webkitgtk'],
      },
      turns: [
        { text: 'the API at another port of the page’s host', moves: { relation: 'other-port' } },
        { text: '`SameSite=Strict`', moves: { 'cookie.sameSite': 'Strict' } },
        { text: 'a bearer token', moves: { credential: 'bearer' } },
      ],
    },
    {
      id: 'http-beside-https',
      title: 'Http beside https',
      scene:
        'The page is still `{page}`; the API has moved to `{api}`. Only the scheme parts them: the registrable domain is `app.localhost` on both sides, and `{cookie}` has `SameSite=Lax` and `Domain=app.localhost`.',
      knobs: { ...plainCookie, relation: 'https-subdomain', 'cookie.domain': 'app.localhost' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Does the cookie come back with GET /me?',
      answers: [
        {
          text: 'Yes: it is the same site',
          when: { cookie: true, answered: 200, result: 'readable' },
          told: 'this browser compares sites without their scheme',
        },
        {
          text: 'No: the API answers 401, without any error',
          when: { sent: true, cookie: false, answered: 401, result: 'readable' },
          told: 'http and https are two sites here',
        },
        { text: 'No: the request is blocked as insecure', when: { result: 'blocked' } },
      ],
      right: { 'chromium-allow': 'B', 'chromium-block': 'B', firefox: 'A', webkitgtk: 'A' },
      explanation: [
        'A site has a scheme. Chromium compares it, as the standard says, so an http page and an https API are cross-site and a `Lax` cookie stays away; this is called schemeful same-site. Firefox compares the registrable domains alone. WebKitGTK looks at whether the cookie’s domain matches the page’s host.',
        'It shows while one half of an application has moved to https and the other has not: it works for some people, and others are logged out.',
      ],
      rules: ['cookies/same-site-request', 'cookies/same-site-set'],
      moral: 'Move the page and its API to https together.',
      fix: {
        title: 'Let both speak the same scheme',
        moves: { relation: 'subdomain' },
        comesTo: { cookie: true, answered: 200, result: 'readable' },
      },
      turns: [
        {
          text: '`SameSite=None; Secure; Partitioned`',
          moves: { 'cookie.sameSite': 'None', 'cookie.secure': true, 'cookie.partitioned': true },
        },
        { text: 'a bearer token', moves: { credential: 'bearer' } },
      ],
    },
  ],
}
