import type { Chapter } from './lesson.ts'
import { behindProxy, formLogin, otherPort, soundCors, withoutCredentials } from './prepared.ts'

export const reading: Chapter = {
  title: 'Reading the answer',
  lessons: [
    {
      id: 'wildcard-and-cookie',
      title: 'A wildcard and a cookie',
      scene:
        'Ada has logged in with a form; her session cookie `{cookie}` is in the jar. The client asks `GET /me` with credentials, and the API answers everyone with `Access-Control-Allow-Origin: *` and `Access-Control-Allow-Credentials: true`.',
      knobs: { ...otherPort, ...formLogin, 'cors.policy': 'raw' },
      story: ['login', 'me'],
      about: '/me',
      question: 'What does the script get from GET /me?',
      answers: [
        { text: 'The answer: 200 and her name', when: { answered: 200, result: 'readable' } },
        { text: 'An error: the request is never sent', when: { sent: false } },
        {
          text: 'An error: the request runs, the answer is kept back',
          when: { answered: 200, result: 'blocked' },
          told: 'the server did the work',
        },
        { text: 'A 401: the cookie is left at home', when: { cookie: false, answered: 401 } },
      ],
      right: 'C',
      explanation: [
        'The request went out with `{cookie}`, and the API answered 200. Only then came the CORS check. The credentials mode is `include`, and there `*` is no wildcard: it is compared with `{page}`, letter by letter, and differs.',
        'A transfer that is sent the same way, as a form, would have been made.',
      ],
      rules: ['fetch/cors-check'],
      moral: 'CORS protects the answer, not the server.',
      fix: {
        title: 'Name the page’s origin',
        moves: soundCors,
        comesTo: { cookie: true, answered: 200, result: 'readable' },
      },
      turns: [
        withoutCredentials,
        behindProxy,
        {
          text: '`withCredentials: false` and a bearer token',
          moves: { 'client.withCredentials': false, credential: 'bearer' },
        },
      ],
    },
    {
      id: 'error-without-headers',
      title: 'An error without headers',
      scene:
        'Nobody is logged in, and the script asks `GET /me`. The API writes its CORS headers on good answers alone: when it throws an error, they get lost.',
      knobs: { ...otherPort, 'cors.policy': 'errors-without-cors' },
      story: ['me'],
      about: '/me',
      question: 'What does the script see?',
      answers: [
        { text: 'A 401, with the reason in its body', when: { answered: 401, result: 'readable' } },
        { text: 'A network error: the API was never asked', when: { sent: false } },
        {
          text: 'A network error, although the API answered 401',
          when: { answered: 401, result: 'blocked' },
          told: 'the real error hides behind a CORS error',
        },
      ],
      right: 'C',
      explanation: [
        'The CORS check asks for the same headers on every answer, whatever its status. Many frameworks throw away the headers of an answer when an error is thrown, and a proxy that answers 502 by itself never had them.',
        'So the console speaks of CORS, and people look for the fault there. Nothing is wrong with it: the same request with a login would have been readable.',
      ],
      rules: ['fetch/cors-check'],
      moral: 'An error has to be readable too: CORS headers belong on every answer.',
      fix: {
        title: 'Keep the CORS headers on errors',
        moves: soundCors,
        comesTo: { answered: 401, result: 'readable' },
      },
      turns: [behindProxy, { text: 'no CORS header anywhere', moves: { 'cors.policy': 'off' } }],
    },
    {
      id: 'slash-too-many',
      title: 'The slash too many',
      scene:
        'Somebody copied the page’s address out of the address bar into the API’s settings. So every answer says `Access-Control-Allow-Origin: {page}/`, with a slash at its end.',
      knobs: { ...otherPort, ...formLogin, 'cors.policy': 'trailing-slash' },
      story: ['login', 'me'],
      about: '/me',
      question: 'Is that the page’s origin?',
      answers: [
        { text: 'Yes: the slash means nothing, 200', when: { answered: 200, result: 'readable' } },
        { text: 'No: the request is not sent', when: { sent: false } },
        {
          text: 'No: the API does the work, the script gets an error',
          when: { answered: 200, result: 'blocked' },
          told: 'an origin has no slash',
        },
      ],
      right: 'C',
      explanation: [
        'An origin is scheme, host and port, and nothing after them: the `Origin` header says `{page}`. The CORS check does not read the allowed value as an address. It compares bytes, so a slash, a capital letter or a default port that is written out all make it fail.',
      ],
      rules: ['fetch/cors-check'],
      moral: 'The CORS check compares letter by letter.',
      fix: {
        title: 'Leave the slash out',
        moves: soundCors,
        comesTo: { answered: 200, result: 'readable' },
      },
      turns: [withoutCredentials, behindProxy],
    },
    {
      id: 'added-twice',
      title: 'Two layers, one header',
      scene:
        'The API names the page’s origin, and the proxy in front of it adds the same header once more. So each answer has `Access-Control-Allow-Origin: {page}` twice.',
      knobs: {
        ...otherPort,
        ...formLogin,
        'cors.policy': 'raw',
        'cors.answerHeaders': [
          ['Access-Control-Allow-Origin', '{page}'],
          ['Access-Control-Allow-Origin', '{page}'],
          ['Access-Control-Allow-Credentials', 'true'],
        ],
      },
      story: ['login', 'me'],
      about: '/me',
      question: 'What does the script get from GET /me?',
      answers: [
        { text: 'The answer: both lines say the same', when: { answered: 200, result: 'readable' } },
        {
          text: 'An error: two values are not one origin',
          when: { answered: 200, result: 'blocked' },
          told: 'the two lines are read as one value',
        },
        { text: 'An error: the request is not sent', when: { sent: false } },
      ],
      right: 'B',
      explanation: [
        'Header lines of one name are one value, joined by a comma. The browser compares `{page}, {page}` with `{page}`, and they differ. No list is allowed in this header, not even a list of the same.',
        'It happens when two layers both mean well: a proxy and a framework, or a gateway and a function.',
      ],
      rules: ['fetch/cors-check'],
      moral: 'Let one layer speak for CORS, and the others be silent.',
      fix: {
        title: 'Write the header in one place',
        moves: soundCors,
        comesTo: { answered: 200, result: 'readable' },
      },
      turns: [withoutCredentials, behindProxy],
    },
    {
      id: 'vary-and-caches',
      title: 'Vary, and a shared cache',
      scene:
        'In front of the API stands a cache that keeps answers to `GET` for a minute. The API allows whichever page asks, by its name, but does not say `Vary: Origin`. A page of another site has just asked for `/me`; now the script at `{page}` does. Nobody is logged in.',
      knobs: {
        ...otherPort,
        'wire.sharedCache': 60,
        'cors.policy': 'forgets-vary',
        'cors.origin': 'unset',
      },
      story: ['me'],
      about: '/me',
      question: 'What does the script get?',
      answers: [
        {
          text: 'A 401: the API allows its origin',
          when: { answered: 401, result: 'readable' },
        },
        {
          text: 'An error: it gets the answer that was kept for the other page',
          when: { sent: true, answered: 401, result: 'blocked' },
          told: 'the kept answer names another origin',
        },
        { text: 'An error: the request is not sent', when: { sent: false } },
      ],
      right: 'B',
      explanation: [
        'A cache finds answers by their address. `Vary` names the request’s headers that an answer hangs on besides: `Vary: Origin` says, keep one for each origin. Without it the cache handed out what it had, and that answer’s `Access-Control-Allow-Origin` names the other site.',
        'It comes and goes with whoever asked first, and so it is seldom found. And `Vary: Origin` keeps pages apart, not people: what is for one user alone needs `Cache-Control: private`.',
      ],
      rules: ['fetch/cors-check'],
      sources: [
        { name: 'RFC 9110, 12.5.5', href: 'https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5' },
        { name: 'RFC 9111, 4.1', href: 'https://www.rfc-editor.org/rfc/rfc9111#section-4.1' },
      ],
      moral: 'Whoever answers by Origin has to say so: Vary: Origin.',
      fix: {
        title: 'Name the page’s origin, and send Vary: Origin',
        moves: { ...soundCors, 'cors.origin': 'page' },
        comesTo: { answered: 401, result: 'readable' },
      },
      turns: [
        { text: 'no cache', moves: { 'wire.sharedCache': 0 } },
        {
          text: 'the page’s origin by name for everyone, still without `Vary`',
          moves: { 'cors.origin': 'page' },
        },
        behindProxy,
      ],
    },
    {
      id: 'exposed-headers',
      title: 'A header out of reach',
      scene:
        'Nobody is logged in. `GET /me` is answered 401, and its header `WWW-Authenticate` says which credential is wanted. CORS lets the script read the answer.',
      knobs: otherPort,
      story: ['me'],
      about: '/me',
      question: 'Can the script read WWW-Authenticate?',
      answers: [
        {
          text: 'Yes: it may read the answer',
          when: { result: 'readable', exposes: 'www-authenticate' },
        },
        {
          text: 'No: it sees status and body, but not this header',
          when: { result: 'readable', hides: 'www-authenticate' },
          told: 'few headers come without being named',
        },
        { text: 'No: of a 401 it sees nothing', when: { result: 'blocked' } },
      ],
      right: 'B',
      explanation: [
        'Across origins a script sees seven headers of an answer, the safelisted ones: `Cache-Control`, `Content-Language`, `Content-Length`, `Content-Type`, `Expires`, `Last-Modified` and `Pragma`. Every other one has to be named in `Access-Control-Expose-Headers`. The developer tools show them all, which is why this looks like a fault of the script.',
      ],
      rules: ['fetch/exposed-headers'],
      moral: 'What the developer tools show is not what the script can read.',
      fix: {
        title: 'Name it in Access-Control-Expose-Headers',
        moves: { 'cors.exposeHeaders': ['www-authenticate'] },
        comesTo: { answered: 401, result: 'readable', exposes: 'www-authenticate' },
      },
      turns: [
        behindProxy,
        { text: '`Access-Control-Expose-Headers: *`', moves: { 'cors.exposeHeaders': ['*'] } },
      ],
    },
  ],
}
