import { expect, it } from 'vitest'
import { relationBetween } from './relation.ts'

const rows = [
  ['http://app.localhost:5173', 'http://app.localhost:5173', 'same-origin'],
  ['http://app.localhost:5173', 'http://app.localhost:5173/api', 'same-origin'],
  ['http://app.localhost:5173', 'http://app.localhost:4000', 'same-site'],
  ['http://app.localhost:5173', 'http://api.app.localhost:4000', 'same-site'],
  ['http://app.localhost:5173', 'http://api.localhost:4000', 'cross-site'],
  ['http://app.localhost:5173', 'https://api.app.localhost:4443', 'cross-scheme'],
  ['http://app.localhost:5173', 'https://api.localhost:4443', 'cross-scheme'],
  ['https://app.localhost:5443', 'http://app.localhost:4000', 'cross-scheme'],
  ['https://app.localhost:5443', 'https://api.app.localhost:4443', 'same-site'],
  ['https://app.localhost:5443', 'https://api.localhost:4443', 'cross-site'],
] as const

it.each(rows)('%s to %s is %s', (page, api, kind) => {
  expect(relationBetween(page, api)).toBe(kind)
})
