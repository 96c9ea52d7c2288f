import { describe, expect, it } from 'vitest'
import { defaults, knobs, parseSettings } from './settings.ts'

describe('the knobs', () => {
  it.each(knobs.map((knob) => ({ ...knob })))(
    '$path has a name, a sentence and a source, and each value a sentence',
    (knob) => {
      expect(knob.label).not.toBe('')
      expect(knob.source).toEqual({
        title: expect.stringMatching(/^\S.{3,34}$/),
        url: expect.stringMatching(/^https:\/\/\S+$/),
      })
      for (const { note } of [knob, ...Object.values(knob.values ?? {})]) expect(note).toMatch(/^\w.*\.$/)
    },
  )

  it.each(knobs.flatMap(({ path, when }) => (when ? [{ path, when }] : [])))(
    '$path acts while $when.knob stands at a value that exists',
    ({ when }) => {
      const other = knobs.find(({ path }) => path === when.knob)
      expect(Object.keys(other?.values ?? {})).toEqual(expect.arrayContaining([...when.is]))
    },
  )

  it.each(
    knobs.flatMap(({ path, control, values }) =>
      control === 'choice' ? Object.keys(values ?? {}).map((value) => ({ path, value })) : [],
    ),
  )('$path takes $value', ({ path, value }) => {
    expect(parseSettings(nested(path, value))).toHaveProperty('settings')
  })
})

describe('settings', () => {
  it('are complete with nothing given', () => {
    expect(parseSettings({})).toEqual({ settings: defaults })
  })

  it('come back the same when complete', () => {
    expect(parseSettings(JSON.parse(JSON.stringify(defaults)))).toEqual({ settings: defaults })
  })
})

const long = 'a'.repeat(3000)

const refused: [path: string, value: unknown, field?: string][] = [
  ['nothing', 1],
  ['cookie.nothing', 1],
  ['relation', 'cross-origin'],
  ['relation', 1],
  ['relation', null],
  ['credential', 'basic'],
  ['cookie', []],
  ['cookie', 'SameSite=None'],
  ['cookie.sameSite', 'none'],
  ['cookie.secure', 'true'],
  ['cookie.secure', 1],
  ['cookie.domain', 'app localhost'],
  ['cookie.domain', 'app.localhost; Secure'],
  ['cookie.domain', 'app.localhost\r\nSet-Cookie: a=b'],
  ['cookie.path', 'x'],
  ['cookie.path', '/a;b'],
  ['cookie.path', '/a\0'],
  ['cookie.path', '/a\n'],
  ['cookie.path', `/${long}`],
  ['cookie.maxAge', 0],
  ['cookie.maxAge', 1.5],
  ['cookie.maxAge', '60'],
  ['cookie.maxAge', 1e12],
  ['token.algorithm', 'none'],
  ['token.accessLifetime', -1],
  ['token.refreshLifetime', 0],
  ['client.header', 'no colon'],
  ['client.header', 'a: b\r\nc: d'],
  ['client.header', 'a: b\0'],
  ['client.method', 'GET /'],
  ['cors.origin', 'http://a\r\nb: c'],
  ['cors.origin', ''],
  ['cors.origin', long],
  ['cors.maxAge', -1],
  ['cors.allowMethods', 'GET'],
  ['cors.allowMethods', ['G ET'], 'cors.allowMethods.0'],
  ['cors.allowHeaders', ['a\r\nb'], 'cors.allowHeaders.0'],
  ['cors.exposeHeaders', Array(33).fill('a')],
  ['cors.preflightStatus', 101],
  ['cors.preflightStatus', 600],
  ['cors.answerHeaders', [['a b', 'c']], 'cors.answerHeaders.0.0'],
  ['cors.answerHeaders', [['a', 'b\r\nc: d']], 'cors.answerHeaders.0.1'],
  ['cors.answerHeaders', [['a', 'b\0']], 'cors.answerHeaders.0.1'],
  ['cors.answerHeaders', [['a', 'ü']], 'cors.answerHeaders.0.1'],
  ['cors.answerHeaders', [['a']], 'cors.answerHeaders.0.1'],
  ['cors.answerHeaders', [['Content-Length', '5']], 'cors.answerHeaders.0.0'],
  ['cors.answerHeaders', [['transfer-encoding', 'chunked']], 'cors.answerHeaders.0.0'],
  ['cors.answerHeaders', { a: 'b' }],
  ['wire.latency', 10_001],
  ['wire.latency', Number.NaN],
  ['wire.sharedCache', -1],
  ['wire.sharedCache', 3601],
]

describe('settings are refused, and the field named,', () => {
  it.each(
    refused.map(([path, value, field = path]) => ({
      path,
      value,
      field,
      shown: JSON.stringify(value)?.slice(0, 50),
    })),
  )('where $path is $shown', ({ path, value, field }) => {
    expect(parseSettings(nested(path, value))).toEqual({
      errors: [{ field, detail: expect.stringMatching(/^[A-Z][^\r\n\0]*\.$/) }],
    })
  })

  it.each([null, 1, 'settings', [], undefined])('where the whole is %j', (input) => {
    expect(parseSettings(input)).toMatchObject(
      input === undefined ? { settings: {} } : { errors: [{ field: '' }] },
    )
  })

  it('all at once, where several are wrong', () => {
    expect(parseSettings({ relation: 'x', cookie: { path: 'y' } })).toMatchObject({
      errors: [{ field: 'relation' }, { field: 'cookie.path' }],
    })
  })
})

function nested(path: string, value: unknown): object {
  const [group = '', name] = path.split('.')
  return { [group]: name === undefined ? value : { [name]: value } }
}
