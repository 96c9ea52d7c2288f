import { describe, expect, it } from 'vitest'
import { knobs } from '../../../api/settings/settings.ts'
import { readFragment, writeFragment } from './fragment.ts'
import { isDefault, settingsOf } from './moved.ts'

describe('a fragment and the moved knobs stand for each other', () => {
  const rows: [fragment: string, moved: Record<string, unknown>][] = [
    ['', {}],
    ['relation=subdomain', { relation: 'subdomain' }],
    ['relation=subdomain&cookie.sameSite=Lax', { relation: 'subdomain', 'cookie.sameSite': 'Lax' }],
    ['client.withCredentials=false', { 'client.withCredentials': false }],
    ['token.accessLifetime=5', { 'token.accessLifetime': 5 }],
    ['cors.maxAge=0', { 'cors.maxAge': 0 }],
    ['cookie.domain=app.localhost', { 'cookie.domain': 'app.localhost' }],
    ['client.header=X-A:%20b%26c%3Dd', { 'client.header': 'X-A: b&c=d' }],
    ['cors.origin=http://app.localhost:5173', { 'cors.origin': 'http://app.localhost:5173' }],
    ['cors.allowMethods=', { 'cors.allowMethods': [] }],
    ['cors.exposeHeaders=x-a,%20x-b', { 'cors.exposeHeaders': ['x-a', 'x-b'] }],
    [
      'cors.policy=raw&cors.answerHeaders=X-A:%20a:b%0AX-B:%20',
      {
        'cors.policy': 'raw',
        'cors.answerHeaders': [
          ['X-A', 'a:b'],
          ['X-B', ''],
        ],
      },
    ],
  ]
  it.each(rows)('#%s', (fragment, moved) => {
    expect(writeFragment(moved)).toBe(fragment)
    expect(readFragment(`#${fragment}`)).toEqual({ moved, refused: [] })
  })
})

describe('every value of every knob comes back', () => {
  const rows = knobs.flatMap(({ path, control, values, suggestions = [] }) => {
    if (control === 'switch') return [true, false].map((value) => ({ path, value }))
    if (control === 'list') return ['X-A', ...suggestions].map((name) => ({ path, value: [name] }))
    if (control === 'number') return [{ path, value: path === 'cors.preflightStatus' ? 404 : 60 }]
    if (control === 'headers') return [{ path, value: [['X-A', 'a=b&c: %']] }]
    return [...Object.keys(values ?? {}), ...suggestions].map((value) => ({ path, value }))
  })
  it.each(rows.filter(({ path, value }) => !isDefault(path, value)))('$path: $value', ({ path, value }) => {
    const moved = { [path]: value }
    expect(readFragment(`#${writeFragment(moved)}`)).toEqual({ moved, refused: [] })
  })
  it('and no knob is left out', () => {
    const free = knobs.filter(({ path }) => !rows.some((row) => row.path === path))
    expect(free.map(({ path }) => path)).toEqual([])
  })
})

describe('what a fragment says wrongly is reported, and the rest is taken', () => {
  const rows: [fragment: string, field: string, detail: RegExp][] = [
    ['cookie.samesite=Lax', 'cookie.samesite', /No knob has this name/],
    ['cookie.sameSite=Laxx', 'cookie.sameSite', /Strict, Lax, None, unset.*"Laxx"/],
    ['cookie.secure=yes', 'cookie.secure', /true or false/],
    ['token.accessLifetime=soon', 'token.accessLifetime', /whole number from 1/],
    ['token.accessLifetime=', 'token.accessLifetime', /whole number from 1/],
    ['wire.latency=99999', 'wire.latency', /to 10000/],
    ['client.header=X-A', 'client.header', /header line/],
    ['client.header=X-A:%0D%0Ab', 'client.header', /without CR, LF or NUL/],
    ['cors.answerHeaders=Set-Cookie:%20a', 'cors.answerHeaders', /frame the message or set a cookie/],
    ['cookie.path=%E0%A4%A', 'cookie.path', /percent-encoded/],
    ['__proto__=1', '__proto__', /No knob/],
  ]
  it.each(rows)('#%s', (fragment, field, detail) => {
    const { moved, refused } = readFragment(`${fragment}&relation=subdomain`)
    expect(moved).toEqual({ relation: 'subdomain' })
    expect(refused).toEqual([{ field, detail: expect.stringMatching(detail) }])
  })
})

it('a value at its default is no moved knob', () => {
  expect(readFragment('cookie.sameSite=None')).toEqual({ moved: {}, refused: [] })
})

it('moved knobs lie over the defaults', () => {
  const settings = settingsOf({ 'cookie.sameSite': 'Lax', relation: 'subdomain' })
  expect(settings).toMatchObject({
    relation: 'subdomain',
    credential: 'session-cookie',
    cookie: { sameSite: 'Lax', secure: true },
  })
})
