/** What the two sides are compared by: one row each, in the order in which the page shows them. */
export interface RowSpec {
  group: GroupId
  label: string
  /** How it is known, or counted; empty where the group says it. */
  how: string
  unit?: 'bytes'
  /** The value that somebody would choose; of numbers that is the smaller one. */
  good?: string
  /** What a side with the better value gives: `2 preflights fewer`. @param by how much, of numbers */
  gain?: (by: number) => string
}

/** The rows' groups, with what is to be said of all rows in one. */
export const groups = {
  cost: {
    title: 'What the story costs',
    note: 'Counted at the server, from the login to the question after the reload.',
  },
  reach: {
    title: 'What a script in the page can reach',
    note: 'A script is injected into this very page, as cross-site scripting (XSS) would, and takes what it can of the login.',
  },
  forged: {
    title: 'What a forged transfer comes to',
    note: 'While Ada is logged in, a hostile page in a window of its own sends a transfer. Her balance tells what came of it.',
  },
  lasts: { title: 'What it survives', note: '' },
  ends: { title: 'How it ends, and who can check it', note: '' },
} as const

export type GroupId = keyof typeof groups

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

export const rows = {
  requests: {
    group: 'cost',
    label: 'Requests',
    how: 'Preflights apart.',
    gain: (by) => `${plural(by, 'request')} fewer`,
  },
  preflights: {
    group: 'cost',
    label: 'Preflights',
    how: 'The browser asks first, by OPTIONS, before some requests to another origin.',
    gain: (by) => `${plural(by, 'preflight')} fewer`,
  },
  credential: {
    group: 'cost',
    label: 'Credential',
    unit: 'bytes',
    how: 'The header lines `Cookie` and `Authorization` of all requests.',
    gain: (by) => `${by.toLocaleString('en')} bytes less of credential on the way`,
  },
  heads: {
    group: 'cost',
    label: 'Request heads',
    unit: 'bytes',
    how: 'All header lines, preflights too, as HTTP/1.1 and less other experiments’ cookies. No page sees them whole, and they name the browser: nobody foretells them.',
  },
  cookie: {
    group: 'reach',
    label: '`document.cookie`',
    how: '',
    good: 'nothing',
    gain: () => 'nothing in `document.cookie` to take',
  },
  storage: {
    group: 'reach',
    label: 'Storage',
    how: '`sessionStorage` and `localStorage`.',
    good: 'nothing',
    gain: () => 'nothing in storage to take',
  },
  way: {
    group: 'reach',
    label: 'On its way',
    how: 'The script puts itself between the page and its requests: so it gets at what is kept in memory.',
    good: 'nothing',
    gain: () => 'no token that a script could overhear',
  },
  act: {
    group: 'reach',
    label: 'Acting as the user',
    how: 'The script sends a transfer from inside the page.',
    good: 'stopped',
    gain: () => 'a page in which no script can act for the user',
  },
  siteForm: {
    group: 'forged',
    label: 'Form, another site',
    how: '',
    good: 'stopped',
    gain: () => 'protection from another site’s form',
  },
  sitePost: {
    group: 'forged',
    label: 'fetch, another site',
    how: '',
    good: 'stopped',
    gain: () => 'protection from another site’s fetch',
  },
  siblingForm: {
    group: 'forged',
    label: 'Form, sibling host',
    how: '',
    good: 'stopped',
    gain: () => 'protection from a sibling host’s form',
  },
  siblingPost: {
    group: 'forged',
    label: 'fetch, sibling host',
    how: '',
    good: 'stopped',
    gain: () => 'protection from a sibling host’s fetch',
  },
  reload: {
    group: 'lasts',
    label: 'A reload of the page',
    how: 'The client is made anew, as a reload makes it: variables are gone, cookies and storage are there. Then: who am I?',
    good: 'known',
    gain: () => 'a login that survives a reload',
  },
  closed: {
    group: 'lasts',
    label: 'A closed browser',
    how: 'A cookie without Max-Age ends with the browser’s session (RFC 6265bis, 5.7, persistent-flag); so do `sessionStorage` and memory.',
    good: 'kept',
    gain: () => 'a login that survives a closed browser',
  },
  restart: {
    group: 'lasts',
    label: 'A restarted server',
    how: 'By the settings: only two servers with a store each keep sessions in memory. The lab’s tests kill a server and ask again.',
    good: 'known',
    gain: () => 'a login that survives a restarted server',
  },
  logout: {
    group: 'ends',
    label: 'The page, after a logout',
    how: '',
    good: 'not known',
    gain: () => 'a logout that the page notices',
  },
  copy: {
    group: 'ends',
    label: 'A copy, after the logout',
    how: 'The credential as it was before, sent once more.',
    good: 'refused',
    gain: () => 'a logout that ends every copy at once',
  },
  service: {
    group: 'ends',
    label: 'A second service',
    how: '`GET /reports`, at a service that has the API’s public keys and nothing else.',
    good: 'checks it',
    gain: () => 'a second service that can check it',
  },
} as const satisfies Record<string, RowSpec>

export type RowId = keyof typeof rows

const isRowId = (name: string): name is RowId => name in rows
export const rowIds = Object.keys(rows).filter(isRowId)
export const rowOf = (id: RowId): RowSpec => rows[id]

/** What is known of a row: a count, or a word. */
export type Value = number | string
export type Values = Partial<Record<RowId, Value>>

/** A value as the page shows it. */
export const shownValue = (value: Value) => (typeof value === 'number' ? value.toLocaleString('en') : value)
