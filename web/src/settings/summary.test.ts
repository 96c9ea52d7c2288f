import { describe, expect, it } from 'vitest'
import { acts } from '../../../api/settings/acts.ts'
import { knobAt, type Moved, settingsOf } from './moved.ts'
import { actsWhen, type GroupName, summary, unsoundNotes } from './summary.ts'

describe('a group in one line', () => {
  const rows: [line: string, group: GroupName, moved: Moved][] = [
    ['Session cookie', 'credential', {}],
    ['43200 s at most', 'session', {}],
    ['no session in use', 'session', { credential: 'bearer' }],
    ['no token in use', 'token', {}],
    ['RS256, 5 s', 'token', { credential: 'bearer', 'token.algorithm': 'RS256', 'token.accessLifetime': 5 }],
    ['axios, withCredentials', 'client', {}],
    ['axios, without credentials', 'client', { 'client.withCredentials': false }],
    [
      'fetch, omit, no-cors',
      'client',
      { 'client.library': 'fetch', 'client.credentials': 'omit', 'client.mode': 'no-cors' },
    ],
    ['@koa/cors', 'cors', {}],
    ['forgets Vary', 'cors', { 'cors.policy': 'forgets-vary' }],
    ['None; Secure; Partitioned', 'cookie', {}],
    ['Lax', 'cookie', { 'cookie.sameSite': 'Lax', 'cookie.secure': false, 'cookie.partitioned': false }],
    ['no cookie in use', 'cookie', { credential: 'bearer' }],
    ['SameSite alone', 'csrf', {}],
    ['no cookie in use', 'csrf', { credential: 'bearer', 'csrf.protection': 'origin' }],
    ['no added latency', 'wire', {}],
    ['200 ms added', 'wire', { 'wire.latency': 200 }],
    ['no added latency, two servers', 'wire', { 'wire.servers': 'own-stores' }],
    ['no added latency, a shared cache', 'wire', { 'wire.sharedCache': 60 }],
  ]
  it.each(rows)('%s', (line, group, moved) => {
    expect(summary(group, settingsOf(moved))).toBe(line)
  })
})

describe('a knob that does not act says when it would', () => {
  const rows: [path: string, moved: Moved, reason: string | null][] = [
    ['relation', {}, null],
    ['cookie.sameSite', {}, null],
    [
      'cookie.sameSite',
      { credential: 'bearer' },
      'Acts with Session cookie, Session in cookie or JWT cookie only.',
    ],
    ['token.keptIn', { credential: 'jwt-cookie' }, 'Acts with Bearer token only.'],
    ['client.mode', {}, 'Acts with fetch only.'],
    ['cors.preflightHeaders', {}, 'Acts with raw headers only.'],
    ['cors.origin', { 'cors.policy': 'forgets-vary' }, null],
  ]
  it.each(rows)('%s with %o: %s', (path, moved, reason) => {
    const knob = knobAt(path)
    if (!knob) throw new Error(`no knob at ${path}`)
    expect(acts(knob, settingsOf(moved)) ? null : actsWhen(knob)).toBe(reason)
  })
})

describe('unsound values are told, of the knobs that act', () => {
  const rows: [moved: Moved, notes: RegExp[]][] = [
    [{}, []],
    [{ 'cookie.httpOnly': false }, [/Every script/]],
    [{ 'cookie.httpOnly': false, credential: 'bearer' }, []],
    [{ 'cookie.httpOnly': false, 'cors.policy': 'null-trusted' }, [/sandboxed/, /Every script/]],
  ]
  it.each(rows)('%o', (moved, notes) => {
    expect(unsoundNotes(settingsOf(moved))).toEqual(notes.map((note) => expect.stringMatching(note)))
  })
})
