import type { HostileSource } from '../lab/origins.ts'

/** Where attacks come from. */
export const sources = {
  'another-site': {
    title: 'Another site',
    note: 'A page of another site, as any link can open it. SameSite, and blocking third-party cookies, are meant for this one.',
  },
  'sibling-host': {
    title: 'A sibling host',
    note: 'Another host of the same site: a forgotten subdomain, or one that users can write on. SameSite does not help.',
  },
  'own-page': {
    title: 'A script in the page itself',
    note: 'What cross-site scripting (XSS) comes to: the browser takes the injected script for the page’s own.',
  },
} as const

export type Source = keyof typeof sources

/** What the hostile page does: each is an address below an experiment's. */
export const means = {
  read: 'Asks `GET /me` with fetch, credentials included, and reads the answer if it may.',
  post: 'Sends `POST /transfers` with fetch in mode `no-cors`, as a form would write it. No preflight asks first.',
  link: 'Leads the whole tab to `GET /transfers`, as a link does.',
  form: 'Submits a form to `POST /transfers`: the whole tab goes there, so the API’s site is not a third party.',
  image: 'Loads `GET /transfers` as an image. The cookie may come along, but a GET changes nothing here.',
  put: 'Sends `PUT /transfers` as JSON with fetch. The browser asks first with a preflight.',
  frame: 'Asks `GET /me` from a sandboxed frame, whose origin is `null`.',
} as const

export type Means = keyof typeof means

/** What an injected script goes for. */
export const aims = {
  cookie: 'Takes what `document.cookie` shows.',
  'session-storage': 'Takes what `sessionStorage` holds.',
  'local-storage': 'Takes what `localStorage` holds.',
  listen:
    'Puts itself between the page and `fetch` and `XMLHttpRequest`, and reads the `Authorization` header of the next request.',
  act: 'Acts as the user: sends a transfer with what the browser adds, with a CSRF token that it asks for, or with a token that it finds or overhears.',
} as const

export type Aim = keyof typeof aims

/** What is done to an experiment in whose page somebody is logged in. */
export type Deed = { source: HostileSource; means: Means } | { source: 'own-page'; aim: Aim }

/** A deed that the table tells of. */
export type Attack = { title: string; does: string } & (
  | { id: `${HostileSource}-${Means}`; source: HostileSource; means: Means }
  | { id: `own-page-${Aim}`; source: 'own-page'; aim: Aim }
)

const fromPage = (source: HostileSource, kind: Means, title: string): Attack => ({
  id: `${source}-${kind}`,
  title,
  does: means[kind],
  source,
  means: kind,
})

const injected = (aim: Aim, title: string): Attack => ({
  id: `own-page-${aim}`,
  title,
  does: aims[aim],
  source: 'own-page',
  aim,
})

/** Every attack, in the order in which the table has them. An image is tried where the cookie always comes along. */
export const attacks: readonly Attack[] = [
  fromPage('another-site', 'read', 'Read with fetch'),
  fromPage('another-site', 'frame', 'Read from a sandboxed frame'),
  fromPage('another-site', 'post', 'Transfer by a simple POST'),
  fromPage('another-site', 'form', 'Transfer by a form'),
  fromPage('another-site', 'put', 'Transfer by PUT and JSON'),
  fromPage('sibling-host', 'read', 'Read with fetch'),
  fromPage('sibling-host', 'frame', 'Read from a sandboxed frame'),
  fromPage('sibling-host', 'post', 'Transfer by a simple POST'),
  fromPage('sibling-host', 'form', 'Transfer by a form'),
  fromPage('sibling-host', 'image', 'Transfer by an image'),
  fromPage('sibling-host', 'put', 'Transfer by PUT and JSON'),
  injected('cookie', 'Take the cookie'),
  injected('session-storage', 'Take from sessionStorage'),
  injected('local-storage', 'Take from localStorage'),
  injected('listen', 'Overhear the token'),
  injected('act', 'Act as the user'),
]

/** What every attack asks the API for. */
export const TRANSFER = { to: 'barbara', amount: '100' } as const
