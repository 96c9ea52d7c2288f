import type { Chapter } from './lesson.ts'
import { otherPort } from './prepared.ts'

export const choosing: Chapter = {
  title: 'Choosing',
  lessons: [
    {
      id: 'session-or-token',
      title: 'Session or token',
      scene:
        'Two servers now share the work and answer in turn, each with a store of its own. The login meets the first one, which keeps Ada’s session and sets `{cookie}`. `GET /me` meets the second.',
      knobs: { ...otherPort, relation: 'same-origin', 'wire.servers': 'own-stores' },
      story: ['login', 'me'],
      about: '/me',
      question: 'What does the second server say?',
      answers: [
        { text: '200: the cookie proves who she is', when: { answered: 200 } },
        { text: '401: the cookie stays away from it', when: { cookie: false, answered: 401 } },
        {
          text: '401: the cookie arrives, and means nothing there',
          when: { cookie: true, answered: 401 },
          told: 'the second server has never heard of her',
        },
      ],
      right: 'C',
      explanation: [
        'The cookie holds a random id. Whose it is stands in the first server’s store, and nowhere else. So servers that share the work have to share the store too.',
        'A signed token carries the answer in itself: any server that has the key can check it, and asks no store. For the same reason no server can take it back before it expires, unless all of them look at a list, and that is a store again.',
      ],
      rules: ['cookies/header'],
      moral:
        'A session can be ended and has to be looked up; a token need not be looked up and cannot be ended.',
      fix: {
        title: 'Give the servers one store',
        moves: { 'wire.servers': 'shared-store' },
        comesTo: { cookie: true, answered: 200 },
      },
      turns: [
        { text: 'a signed token in the cookie', moves: { credential: 'jwt-cookie' } },
        { text: 'a bearer token', moves: { credential: 'bearer' } },
      ],
    },
    {
      id: 'price-of-a-token',
      title: 'The price of a token',
      scene:
        'Ada has logged in and got a bearer token. The script asks `GET /me` at `{api}`, and sends the token in the `Authorization` header.',
      knobs: { ...otherPort, credential: 'bearer' },
      story: ['login', 'me'],
      about: '/me',
      question: 'How does a plain GET travel with it?',
      answers: [
        { text: 'As one request: a GET is never asked for', when: { preflight: false, sent: true } },
        {
          text: 'As two: a preflight goes first',
          when: { preflight: true, sent: true, token: true },
          told: 'Authorization has its price across origins',
        },
        { text: 'Not at all: a token is no credential to CORS', when: { sent: false } },
      ],
      right: 'B',
      explanation: [
        'A cookie is the browser’s own business: a plain `GET` with one needs no preflight. `Authorization` is written by the script, and no form could have written it, so across origins it is asked for first.',
        'That has a good side. No other page can make the browser send the token by itself, so forged requests have nothing to work with.',
      ],
      rules: ['fetch/unsafe-headers', 'fetch/preflight'],
      moral: 'A cookie travels by itself; a token has to be carried, and asked for.',
      fix: {
        title: 'Serve both from one origin',
        moves: { relation: 'same-origin' },
        comesTo: { preflight: false, token: true, answered: 200, result: 'readable' },
      },
      turns: [
        { text: 'a session cookie', moves: { credential: 'session-cookie' } },
        { text: '`Access-Control-Max-Age: 600`', moves: { 'cors.maxAge': 600 } },
      ],
    },
    {
      id: 'forged-form',
      title: 'The forged form',
      scene:
        'Ada is logged in at `{page}` with a session cookie that goes everywhere: `SameSite=None`, and the API checks nothing else. Then she opens another site. Its page holds a form that transfers money, and submits it by itself. CORS allows the lab’s page alone.',
      attack: { credential: 'session-cookie', attack: 'another-site-form', protection: 'none' },
      question: 'Does the money move?',
      answers: [
        { text: 'No: CORS does not allow the other site', when: ['stopped'] },
        { text: 'Yes, and the other site reads the answer', when: ['executed and read', 'read', 'taken'] },
        {
          text: 'Yes, though the other site reads nothing',
          when: ['executed'],
          told: 'nobody asked CORS',
        },
      ],
      right: 'C',
      explanation: [
        'A form may be sent to any site, as it could before there was CORS. It needs no preflight, and the cookie comes along because the browser adds it by itself. This is cross-site request forgery, CSRF. Blocking third-party cookies does not help: the whole tab goes to the API, which is no third party then.',
        'The attacker sees no answer, and needs none: what counts is that the server executed the request.',
      ],
      rules: ['cookies/same-site-send', 'cookies/same-site-request'],
      moral: 'A cookie needs protection against other pages’ requests; CORS is none.',
      fix: {
        title: 'Set SameSite=Lax',
        attack: { credential: 'session-cookie', attack: 'another-site-form', protection: 'lax' },
        comesTo: 'stopped',
      },
      turns: [
        {
          text: '`SameSite=Lax`, and the form stands at a sibling host',
          attack: { credential: 'session-cookie', attack: 'sibling-host-form', protection: 'lax' },
        },
        {
          text: 'an Origin check in place of `SameSite`',
          attack: { credential: 'session-cookie', attack: 'another-site-form', protection: 'origin' },
        },
        {
          text: 'a bearer token',
          attack: { credential: 'bearer-memory', attack: 'another-site-form', protection: 'sound' },
        },
      ],
    },
    {
      id: 'stolen-token',
      title: 'The stolen token',
      scene:
        'Ada has logged in at `{page}`, and the page keeps her bearer token in `localStorage`. One of its many packages is hostile: it runs as a part of the page. Every protection of the lab is on.',
      attack: {
        credential: 'bearer-local-storage',
        attack: 'own-page-local-storage',
        protection: 'all',
      },
      question: 'What does the hostile script get?',
      answers: [
        { text: 'Nothing: the token belongs to the page', when: ['stopped'] },
        {
          text: 'It can act as Ada while the page is open, and no longer',
          when: ['executed', 'read', 'executed and read'],
        },
        {
          text: 'The token itself, to be used from anywhere',
          when: ['taken'],
          told: 'to the browser it is the page',
        },
      ],
      right: 'C',
      explanation: [
        'This is cross-site scripting, XSS: a foreign script inside the own page. The browser cannot tell it from the page’s own scripts, so whatever they can read it can read, and send elsewhere. CORS, `SameSite` and CSRF tokens all ask where a request comes from, and it comes from the right page.',
        'A cookie with `HttpOnly` is out of every script’s reach: the credential cannot leave. The script can still act as Ada while she has the page open.',
      ],
      rules: [],
      sources: [
        {
          name: 'RFC 6265bis, 5.6.6',
          href: 'https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-5.6.6',
        },
      ],
      moral: 'HttpOnly keeps the credential from leaving; against a script in the page nothing else does.',
      fix: {
        title: 'Keep the credential in an HttpOnly cookie',
        attack: { credential: 'session-cookie', attack: 'own-page-cookie', protection: 'all' },
        comesTo: 'stopped',
      },
      turns: [
        {
          text: 'the script acts as Ada, with that cookie',
          attack: { credential: 'session-cookie', attack: 'own-page-act', protection: 'all' },
        },
        {
          text: 'a token in memory, overheard',
          attack: { credential: 'bearer-memory', attack: 'own-page-listen', protection: 'all' },
        },
        {
          text: 'a cookie without `HttpOnly`',
          attack: { credential: 'jwt-cookie-readable', attack: 'own-page-cookie', protection: 'all' },
        },
      ],
    },
  ],
}
