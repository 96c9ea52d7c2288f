import { describe, expect, it } from 'vitest'
import { createLootBag } from './loot.ts'

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw'

const rows: { name: string; text: string; holds: string; shown?: string }[] = [
  { name: 'nothing', text: '', holds: 'nothing' },
  { name: 'an error', text: 'TypeError: Failed to fetch', holds: 'nothing' },
  { name: 'an answer to nobody', text: '401 {"title":"Unauthorized","status":401}', holds: 'nothing' },
  { name: 'an answer to the user', text: '200 {"username":"ada","balance":1000}', holds: 'answer' },
  {
    name: 'a session id',
    text: 'sid-abc234=Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OQ',
    holds: 'credential',
    shown: 'sid-abc234=Zm9vY…4OQ',
  },
  { name: 'the id of another experiment', text: 'sid-xyz987=Zm9vYmFy', holds: 'nothing' },
  { name: 'a token', text: `Bearer ${JWT}`, holds: 'credential', shown: 'Bearer eyJhb…uZw' },
  {
    name: 'what sessionStorage keeps',
    text: `with-credentials.abc234={"accessToken":"${JWT}"}`,
    holds: 'credential',
    shown: 'with-credentials.abc234={"accessToken":"eyJhb…uZw"}',
  },
]

describe('loot', () => {
  it.each(rows)('holds $holds: $name', ({ text, holds, shown = text }) => {
    const bag = createLootBag('abc234')
    bag.add('http://evil.localhost:5173', text)
    expect(bag.pieces).toEqual([{ origin: 'http://evil.localhost:5173', holds, text: shown }])
  })

  it('keeps the last twenty pieces', () => {
    const bag = createLootBag('abc234')
    for (let i = 1; i <= 25; i += 1) bag.add(null, `piece ${i}`)
    expect(bag.pieces.map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, i) => `piece ${i + 6}`))
  })
})
