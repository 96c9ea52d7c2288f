import { describe, expect, it } from 'vitest'
import { valueAt } from '../../api/settings/paths.ts'
import { defaults, knobs } from '../../api/settings/settings.ts'
import { settingsFor } from '../../api/test/settings.ts'
import { soundSettings } from './sound.ts'

/** Every value that is marked unsound, with the setting that makes its knob act. */
const unsound = knobs.flatMap((knob) =>
  Object.entries(knob.values ?? {}).flatMap(([key, text]) => {
    if (!text.unsound) return []
    const value = knob.control === 'switch' ? key === 'true' : key
    const [group = '', name = ''] = knob.path.split('.')
    const credential = knob.group === 'token' ? { credential: 'bearer' } : {}
    return [
      { path: knob.path, value, note: text.note, settings: { ...credential, [group]: { [name]: value } } },
    ]
  }),
)

describe('an unsound value gives way to the default, and is told of', () => {
  it.each(unsound)('$path=$value', ({ path, value, note, settings }) => {
    const { settings: sound, replaced } = soundSettings(settingsFor(settings))
    const to = path === 'csrf.protection' ? 'origin' : valueAt(defaults, path)
    expect(valueAt(sound, path)).toBe(to)
    expect(replaced).toContainEqual({ path, from: value, to, why: note })
  })
})

const trustingNull = [
  ['access-control-allow-origin', 'null'],
  ['Access-Control-Allow-Credentials', 'true'],
]

const together = [
  { settings: { cors: { origin: 'unset' } }, path: 'cors.origin', to: 'page' },
  { settings: { cors: { origin: '*' } }, path: 'cors.origin', to: 'page' },
  { settings: { cors: { origin: 'null' } }, path: 'cors.origin', to: 'page' },
  {
    settings: { cors: { policy: 'raw', answerHeaders: trustingNull } },
    path: 'cors.policy',
    to: 'koa-cors',
  },
  { settings: { cookie: { sameSite: 'None' } }, path: 'csrf.protection', to: 'origin' },
  { settings: { cookie: { sameSite: 'unset' } }, path: 'csrf.protection', to: 'origin' },
  {
    settings: { credential: 'jwt-cookie', csrf: { protection: 'none' } },
    path: 'csrf.protection',
    to: 'origin',
  },
]

describe('what is unsound only together with another value gives way too', () => {
  it.each(together)('$settings: $path becomes $to', ({ settings, path, to }) => {
    const { settings: sound, replaced } = soundSettings(settingsFor(settings))
    expect(valueAt(sound, path)).toBe(to)
    expect(replaced.filter((one) => one.path === path)).toMatchObject([{ to }])
  })
})

const kept = [
  { cors: { origin: '*', credentials: false }, credential: 'bearer' },
  { cors: { origin: 'unset', credentials: false }, credential: 'bearer' },
  { cors: { origin: 'https://www.example.com' }, credential: 'bearer' },
  { cors: { policy: 'raw' }, cookie: { sameSite: 'Lax' } },
  { cookie: { sameSite: 'Strict' } },
  { csrf: { protection: 'double-submit' } },
]

describe('what is sound stays as it is', () => {
  it.each(kept)('%j', (partial) => {
    const settings = settingsFor(partial)
    expect(soundSettings(settings)).toEqual({ settings, replaced: [] })
  })
})

const idle = [
  { settings: { credential: 'bearer', cookie: { httpOnly: false } }, path: 'cookie.httpOnly', to: true },
  {
    settings: { credential: 'bearer', cors: { policy: 'null-trusted', origin: '*' } },
    path: 'cors.origin',
    to: 'page',
  },
]

describe('a value that has no effect is replaced without a word', () => {
  it.each(idle)('$settings: $path', ({ settings, path, to }) => {
    const { settings: sound, replaced } = soundSettings(settingsFor(settings))
    expect(valueAt(sound, path)).toBe(to)
    expect(replaced.map((one) => one.path)).not.toContain(path)
  })
})
