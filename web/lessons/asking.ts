import type { Chapter } from './lesson.ts'
import { behindProxy, formLogin, otherPort, soundCors } from './prepared.ts'

export const asking: Chapter = {
  title: 'Asking first',
  lessons: [
    {
      id: 'what-makes-a-preflight',
      title: 'What makes a preflight',
      scene: 'The page at `{page}` logs Ada in at `{api}`, with a JSON body: `{"username":"ada", …}`.',
      knobs: otherPort,
      story: ['login'],
      about: '/login',
      question: 'What reaches the API?',
      answers: [
        { text: 'One request: the login', when: { preflight: false, sent: true } },
        {
          text: 'Two: an OPTIONS request, and then the login',
          when: { preflight: true, sent: true },
          told: 'the browser asks first',
        },
        { text: 'One: the OPTIONS request alone', when: { preflight: true, sent: false } },
      ],
      right: 'B',
      explanation: [
        'A request that a plain form could not have sent is asked for first. The question is called a preflight: an `OPTIONS` request that names the method and the headers. Only a yes lets the request itself go.',
        'Forms send three content types, and `application/json` is not among them. A method other than `GET`, `HEAD` or `POST`, or a header that is not safelisted, such as `Authorization`, has the same effect.',
      ],
      rules: ['fetch/preflight', 'fetch/unsafe-headers'],
      moral: 'What a form could have sent goes at once; all else is asked for first.',
      fix: {
        title: 'Send the body as a form',
        moves: formLogin,
        comesTo: { preflight: false, answered: 200, result: 'readable' },
      },
      turns: [
        behindProxy,
        {
          text: 'a form, and a header `X-Requested-With: lab`',
          moves: { ...formLogin, 'client.header': 'X-Requested-With: lab' },
        },
      ],
    },
    {
      id: 'works-in-postman',
      title: 'It works in Postman',
      scene:
        'In Postman `GET /me` works: the token goes in, 200 comes out. From the page it fails. The API looks who is asking before it does anything else, and writes its CORS headers after that.',
      knobs: { ...otherPort, credential: 'bearer', 'cors.policy': 'authentication-first' },
      story: ['login', 'me'],
      about: '/me',
      question: 'What does the API see of the page’s GET /me?',
      answers: [
        { text: 'The request with the token, as from Postman', when: { sent: true, token: true } },
        {
          text: 'The request without the token',
          when: { sent: true, token: false },
        },
        {
          text: 'An OPTIONS request without the token: it answers 401, and that was all',
          when: { preflight: true, sent: false },
          told: 'the question itself was refused',
        },
        { text: 'Nothing', when: { preflight: false, sent: false } },
      ],
      right: 'C',
      explanation: [
        'Postman is no browser: it has no origin, and asks nobody. The browser asks first, because `Authorization` is not safelisted, and its preflight carries neither cookie nor token: it asks whether they may be sent. Here that question meets the authentication, which answers 401.',
        'A preflight needs a status from 200 to 299. A router that answers `OPTIONS` with 404 or 405 has the same effect.',
      ],
      rules: ['fetch/preflight', 'fetch/preflight-status'],
      moral: 'Answer the preflight before you ask who is there.',
      fix: {
        title: 'Put the CORS middleware first',
        moves: soundCors,
        comesTo: { preflight: true, token: true, answered: 200, result: 'readable' },
      },
      turns: [
        behindProxy,
        {
          text: 'a router that answers `OPTIONS` with 405',
          moves: { 'cors.policy': 'raw', 'cors.preflightStatus': 405 },
        },
        { text: 'a session cookie', moves: { credential: 'session-cookie' } },
      ],
    },
    {
      id: 'header-not-allowed',
      title: 'A header not named',
      scene:
        'The API’s list of allowed request headers was written when there were cookies: `Access-Control-Allow-Headers: content-type`. Now the client sends `Authorization: Bearer …`. Ada has logged in.',
      knobs: { ...otherPort, credential: 'bearer', 'cors.allowHeaders': ['content-type'] },
      story: ['login', 'me'],
      about: '/me',
      question: 'What comes of GET /me?',
      answers: [
        {
          text: '200: the API allows the page’s origin',
          when: { answered: 200, result: 'readable' },
        },
        {
          text: 'A 401: it is sent without the header',
          when: { sent: true, token: false },
        },
        {
          text: 'The preflight is answered 204, and still GET /me is not sent',
          when: { preflight: true, sent: false },
          told: 'the answer was no, with a friendly status',
        },
      ],
      right: 'C',
      explanation: [
        'The preflight says `Access-Control-Request-Headers: authorization`. Its answer has to name each header that is asked for. A header of your own, such as `X-Requested-With`, needs the same; a safelisted one, such as `Accept-Language`, does not.',
        'The browser never leaves a header out to make a request pass. It sends what the script asked for, or nothing.',
      ],
      rules: ['fetch/preflight-allow-headers'],
      moral: 'Every header that is not safelisted has to be allowed by its name.',
      fix: {
        title: 'Allow Authorization',
        moves: { 'cors.allowHeaders': ['content-type', 'authorization'] },
        comesTo: { preflight: true, answered: 200, result: 'readable' },
      },
      turns: [
        behindProxy,
        {
          text: '`Access-Control-Allow-Headers: *`, with credentials',
          moves: { 'cors.allowHeaders': ['*'] },
        },
        {
          text: '`Access-Control-Allow-Headers: *`, without',
          moves: { 'cors.allowHeaders': ['*'], 'client.withCredentials': false },
        },
      ],
    },
    {
      id: 'how-long-it-is-kept',
      title: 'How long it is kept',
      scene:
        'Ada logs in and asks `GET /me` twice, with a bearer token. Each preflight is answered with `Access-Control-Max-Age: 0`.',
      knobs: { ...otherPort, credential: 'bearer', 'cors.maxAge': 0 },
      story: ['login', 'me', 'me'],
      about: '/me',
      question: 'How many preflights does the API get in all?',
      answers: [
        { text: 'One: what is allowed once stays allowed', when: { preflights: 1 } },
        { text: 'Two: one for /login and one for /me', when: { preflights: 2 } },
        {
          text: 'Three: one before each request',
          when: { preflights: 3 },
          told: 'no answer was kept',
        },
      ],
      right: 'C',
      explanation: [
        'The browser keeps a preflight’s answer for as many seconds as `Access-Control-Max-Age` says, for one address, one method and one set of headers. With 0 it asks each time; without the header the standard says 5 seconds.',
        'Each address counts by itself: a REST API with an address for each thing asks again for each of them.',
      ],
      rules: ['fetch/preflight-max-age', 'fetch/preflight-cache'],
      moral: 'A preflight is a journey there and back: let it be kept.',
      fix: {
        title: 'Let it be kept for ten minutes',
        moves: { 'cors.maxAge': 600 },
        comesTo: { preflights: 2, answered: 200, result: 'readable' },
      },
      turns: [behindProxy, { text: 'a session cookie', moves: { credential: 'session-cookie' } }],
    },
    {
      id: 'behind-a-redirect',
      title: 'Behind a redirect',
      scene:
        'A proxy sends whoever asks for an address without a slash at its end to the one with it: 307, `OPTIONS` too. The page logs Ada in with a JSON body, so the browser asks first.',
      knobs: { ...otherPort, 'cors.policy': 'preflight-redirected' },
      story: ['login'],
      about: '/login',
      question: 'What does the browser do with the redirect?',
      answers: [
        { text: 'It follows, asks there, and sends the login', when: { preflight: true, sent: true } },
        {
          text: 'It gives up: the login is never sent',
          when: { preflight: true, sent: false },
          told: 'a preflight is not led elsewhere',
        },
        { text: 'It sends the login without having asked', when: { preflight: false, sent: true } },
      ],
      right: 'B',
      explanation: [
        'A redirect’s status is not between 200 and 299, and the browser does not follow one for a preflight: the question was about this address. Usual causes are a missing slash, and http that is sent on to https.',
        'A request that needs no preflight may be redirected. But each address on the way has to allow the page, and where the API sends it on to yet another origin, the `Origin` header says `null` from then on.',
      ],
      rules: ['fetch/preflight-status'],
      moral: 'Ask for the address that answers, not for one that sends you on.',
      fix: {
        title: 'Answer the preflight where it is asked',
        moves: soundCors,
        comesTo: { preflight: true, answered: 200, result: 'readable' },
      },
      turns: [{ text: 'a form, which needs no preflight', moves: formLogin }, behindProxy],
    },
    {
      id: 'no-cors',
      title: 'No-cors is no way out',
      scene:
        'The API sends no CORS header. Somewhere on the net stands the advice to set `mode: "no-cors"`, and the error is gone. Ada logs in with a form that way, and the script asks `GET /me`.',
      knobs: {
        ...otherPort,
        ...formLogin,
        'cors.policy': 'off',
        'client.library': 'fetch',
        'client.mode': 'no-cors',
      },
      story: ['login', 'me'],
      about: '/me',
      question: 'What does the script get?',
      answers: [
        { text: 'The answer: 200 and her name', when: { result: 'readable' } },
        {
          text: 'An answer without status, headers and body',
          when: { answered: 200, result: 'opaque' },
          told: 'no error, and nothing to read',
        },
        { text: 'An error, as before', when: { result: 'blocked' } },
      ],
      right: 'B',
      explanation: [
        'In mode `no-cors` the script renounces the answer: what it gets is opaque, an answer without content. The request itself is limited to what a form could send, so neither JSON nor `Authorization` can go. The API got it, with `{cookie}`, and answered 200.',
      ],
      rules: ['fetch/response-type', 'fetch/request-no-cors-guard'],
      moral: 'No-cors does not switch CORS off: it gives up reading.',
      fix: {
        title: 'Use mode cors, and let the API allow the page’s origin',
        moves: { ...soundCors, 'client.mode': 'cors' },
        comesTo: { cookie: true, answered: 200, result: 'readable' },
      },
      turns: [{ text: 'mode `cors`, and still no header', moves: { 'client.mode': 'cors' } }, behindProxy],
    },
  ],
}
