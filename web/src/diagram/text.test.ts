import { describe, expect, it } from 'vitest'
import { type StoryName, stories } from './fixtures.ts'
import { layoutStory } from './layout.ts'
import { textOf, wrapped } from './text.ts'

const asks = 'The browser asks first: OPTIONS /login, from http://app.localhost:5173.'
const allows = 'The API answers the preflight with 204: the request may go.'
const login = 'The page sends POST /login without a cookie.'
const stores = 'The API answers 200 and sets sid-k7 None Secure: the browser stores it.'
const answer = (status: number) => `The script gets the answer, ${status}.`
const me = 'The page sends GET /me with the cookie sid-k7.'
const stranger = 'The page sends GET /me without a cookie.'

/** What is predicted of each story, message by message. */
const predicted: [name: StoryName, ...sentences: string[]][] = [
  ['same origin', login, stores, answer(200), me, answer(200)],
  ['a cookie that comes back', asks, allows, login, stores, answer(200), me, answer(200)],
  [
    'a bearer token',
    asks,
    allows,
    login,
    'The script gets the answer, 200, and tokens with it.',
    'The browser asks first: OPTIONS /me, from http://app.localhost:5173.',
    allows,
    'The page sends GET /me with a bearer token.',
    answer(200),
  ],
  [
    'a refused cookie',
    asks,
    allows,
    login,
    'The API answers 200 and sets sid-k7 Lax: the browser refuses it (SameSiteLax).',
    answer(200),
    stranger,
    answer(401),
  ],
  [
    'a cookie that stays in the jar',
    asks,
    allows,
    login,
    stores,
    answer(200),
    'The page sends GET /me without a cookie: sid-k7 is withheld, NotOnPath.',
    answer(401),
  ],
  [
    'an answer that is kept from the script',
    login,
    stores,
    'The API answers 200, and the browser keeps the answer from the script (MissingAllowOriginHeader).',
    me,
    'The API answers 200, and the browser keeps the answer from the script (MissingAllowOriginHeader).',
  ],
  [
    'an answer that is opaque',
    login,
    stores,
    'The API answers 200, and the answer is opaque to the script.',
    me,
    'The API answers 200, and the answer is opaque to the script.',
  ],
  [
    'a refused preflight',
    asks,
    'The API answers the preflight with 401, and the browser refuses it (PreflightInvalidStatus).',
    'POST /login is never sent.',
    'The script gets an error and no answer (PreflightInvalidStatus).',
    stranger,
    answer(401),
  ],
  [
    'a redirect',
    asks,
    allows,
    login,
    'The script gets the answer, 200, and tokens with it.',
    'The browser asks first: OPTIONS /me, from http://app.localhost:5173.',
    allows,
    'The page sends GET /me with a bearer token.',
    'The API answers 307 and sends the browser on to http://api.localhost:4000/x/k7/admin.',
    'The browser asks first: OPTIONS /admin, from http://app.localhost:5173.',
    allows,
    'The browser, by itself, sends GET /admin with a bearer token.',
    answer(200),
  ],
  [
    'two servers',
    'The browser asks first: OPTIONS /login to server 1, from http://app.localhost:5173.',
    'Server 1 of the API answers the preflight with 204: the request may go.',
    'The page sends POST /login to server 2 without a cookie.',
    'Server 2 of the API answers 200 and sets sid-k7 None Secure: the browser stores it.',
    answer(200),
    'The page sends GET /me to server 1 with the cookie sid-k7.',
    'The script gets the answer of server 1 of the API, 401.',
  ],
]

/** What the text says of a story, without its heads. */
async function sentencesOf(name: StoryName): Promise<string[]> {
  const text = textOf(layoutStory(await stories[name](), 600), '')
  return [...text.matchAll(/^\d+\. (.*)$/gm)].map(([, sentence = '']) => sentence)
}

describe('a story in words', () => {
  it.each(predicted)('%s', async (name, ...sentences) => {
    expect(await sentencesOf(name)).toEqual(sentences.map((sentence) => `${sentence} Predicted.`))
  })

  const known: [name: StoryName, ...known: string[]][] = [
    [
      'as predicted',
      `${asks} Predicted and observed.`,
      `${allows} Predicted; no page can see this.`,
      `${login} Predicted and observed.`,
      `${stores} Predicted and observed.`,
      `${answer(200)} Predicted and observed.`,
      `${me} Predicted and observed.`,
      `${answer(200)} Predicted and observed.`,
    ],
    [
      'not as predicted',
      `${asks} Predicted and observed.`,
      `${allows} Predicted; no page can see this.`,
      `${login} Predicted and observed.`,
      'Predicted: the API answers 200 and sets sid-k7 None Secure: the browser stores it. Observed: the API answers 200 and sets sid-k7 None Secure: not stored. They differ.',
      `${answer(200)} Predicted and observed.`,
      'Predicted: the page sends GET /me with the cookie sid-k7. Observed: the page sends GET /me without a cookie. They differ.',
      'Predicted: the script gets the answer, 200. Observed: the script gets the answer, 401. They differ.',
    ],
    [
      'not foreseen',
      `${asks} Observed.`,
      `${allows} Observed.`,
      `${login} Observed.`,
      'The API answers 200 and sets sid-k7 None Secure: the browser stores it. Observed.',
      `${answer(200)} Observed.`,
      `${me} Observed.`,
      `${answer(200)} Observed.`,
    ],
    [
      'under way',
      `${asks} Predicted and observed.`,
      `${allows} Predicted; no page can see this.`,
      `${login} Under way.`,
      `${stores} Predicted.`,
      `${answer(200)} Predicted.`,
    ],
    [
      'another origin than predicted',
      `${stranger} Not as predicted: origin predicted http://app.localhost:5173, observed null.`,
      `${answer(401)} Predicted and observed.`,
    ],
  ]
  it.each(known)('%s, and how it is known', async (name, ...sentences) => {
    expect(await sentencesOf(name)).toEqual(sentences)
  })

  it('stands below its origins, its settings and the name of each action', async () => {
    const text = textOf(layoutStory(await stories['same origin'](), 600), 'Settings: the usual ones.')
    expect(text.split('\n').filter((line) => !/^\d+\./.test(line))).toEqual([
      'http://app.localhost:5173 to http://app.localhost:5173, same-origin: Log in, Who am I',
      'Settings: the usual ones.',
      '',
      'Log in (no preflight)',
      '',
      'Who am I (no preflight)',
      '',
    ])
  })
})

it.each([
  ['a bc def', 4, ['a bc', 'def']],
  ['abcdef g', 3, ['abcdef', 'g']],
  ['', 3, ['']],
])('"%s" on lines of %d letters', (text, most, lines) => {
  expect(wrapped(text, most)).toEqual(lines)
})
