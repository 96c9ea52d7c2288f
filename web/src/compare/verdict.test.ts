import { expect, it } from 'vitest'
import { foreseen } from '../prediction/fixtures.ts'
import { settingsOf } from '../settings/moved.ts'
import type { Values } from './rows.ts'
import { verdictOf } from './verdict.ts'

const works: Values = {
  requests: 4,
  preflights: 1,
  way: 'nothing',
  siblingPost: 'money moved',
  siteForm: 'stopped',
  reload: 'known',
  copy: 'refused',
}
const story = [
  { name: 'login', exchanges: [foreseen('POST /login')] } as const,
  { name: 'me', exchanges: [foreseen('GET /me', { cookies: ['sid-k7'] })] } as const,
]
const refusedStory = [
  {
    name: 'login',
    exchanges: [
      foreseen('POST /login', {
        setCookies: [{ name: 'sid-k7', stored: false, reasons: ['SameSiteLax'] }],
      }),
    ],
  } as const,
  { name: 'me', exchanges: [foreseen('GET /me', { status: 401 })] } as const,
]

const rows: {
  name: string
  predicted: Values
  observed?: Values
  of?: 'refused'
  mark: string
  says: RegExp
}[] = [
  {
    name: 'what works and can be forged',
    predicted: works,
    mark: 'warn',
    says: /^Works with 4 requests and 1 preflight; no script can take it; a forged transfer goes through from a sibling host; a reload keeps the login; a logout ends copies too\.$/,
  },
  {
    name: 'what works, and neither can be forged nor taken',
    predicted: { ...works, siblingPost: 'stopped' },
    mark: 'pass',
    says: /no script can take it; forged transfers are stopped; a reload keeps the login/,
  },
  {
    name: 'what works and can be taken',
    predicted: {
      ...works,
      siblingPost: 'stopped',
      preflights: 0,
      way: 'taken',
      copy: 'accepted',
      reload: 'not known',
    },
    observed: { act: 'done' },
    mark: 'warn',
    says: /no preflights; a script in the page can take it, and one can act with it; forged transfers are stopped; a reload loses the login; a copy outlives the logout\.$/,
  },
  {
    name: 'what does not work',
    predicted: works,
    of: 'refused',
    mark: 'stop',
    says: /^The session cookie will be refused/,
  },
  {
    name: 'the same after a run',
    predicted: works,
    observed: { requests: 4 },
    of: 'refused',
    mark: 'stop',
    says: /^The session cookie was refused/,
  },
  {
    name: 'what did not come as predicted, whatever else there is',
    predicted: works,
    observed: { ...works, requests: 5 },
    of: 'refused',
    mark: 'differs',
    says: /^This browser did not do what the model says/,
  },
]

it.each(rows)('$name: $mark', ({ predicted, observed = {}, of, mark, says }) => {
  const values = { predicted, observed, untried: {} }
  const verdict = verdictOf(values, settingsOf({}), of === 'refused' ? refusedStory : story)
  expect(verdict).toEqual({ mark, sentence: expect.stringMatching(says) })
})

it('nothing is said before anything is known', () => {
  expect(verdictOf({ predicted: {}, observed: {}, untried: {} }, settingsOf({}), [])).toBeNull()
})
