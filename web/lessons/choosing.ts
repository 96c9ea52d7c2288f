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
  ],
}
