import { describe, expect, it } from 'vitest'
import { settingName } from '../browsers/launch.ts'
import { cases } from './cases.ts'
import { chosen } from './filter.ts'
import { matrixOptions } from './options.ts'

const chosenSettings: { args: string; settings: string[] }[] = [
  { args: '', settings: ['chromium-allow', 'chromium-block', 'firefox', 'webkitgtk'] },
  { args: '--browser chromium', settings: ['chromium-allow', 'chromium-block'] },
  { args: '--browser firefox --browser webkitgtk', settings: ['firefox', 'webkitgtk'] },
  { args: '--engine-settings block', settings: ['chromium-block', 'webkitgtk'] },
  { args: '--browser safari --grid http://127.0.0.1:4444', settings: ['safari'] },
]

it.each(chosenSettings)('npm run matrix -- $args runs $settings', ({ args, settings }) => {
  const options = matrixOptions(args.split(' ').filter(Boolean))
  expect(options?.settings.map(settingName)).toEqual(settings)
})

const refused: { args: string[]; sentence: RegExp }[] = [
  { args: ['--browser', 'netscape'], sentence: /--browser has to be one of chromium, .*not "netscape"/ },
  { args: ['--browser', 'safari'], sentence: /add --grid URL/ },
  { args: ['--browser', 'firefox', '--engine-settings', 'block'], sentence: /No chosen browser .* block/ },
  {
    args: ['--grid', 'localhost:4444', '--browser', 'firefox'],
    sentence: /--grid has to be an http address/,
  },
  { args: ['--grid', 'http://127.0.0.1:4444'], sentence: /--grid takes one --browser/ },
  { args: ['--capabilities', '{}'], sentence: /goes with --grid/ },
  {
    args: ['--grid', 'http://127.0.0.1:4444', '--browser', 'firefox', '--capabilities', '[1]'],
    sentence: /--capabilities has to be a JSON object/,
  },
  { args: ['--ports', '1,2,3'], sentence: /--ports takes four port numbers/ },
  { args: ['--prots', '1,2,3,4'], sentence: /--prots/ },
]

it.each(refused)('npm run matrix -- $args is refused: $sentence', ({ args, sentence }) => {
  expect(() => matrixOptions(args)).toThrow(sentence)
  expect(() => matrixOptions(args)).toThrow(/See npm run matrix -- --help/)
})

describe('--filter', () => {
  const all = cases().cases
  it.each([
    { filter: 'cookies', every: { part: 'cookies' } },
    { filter: 'relation=cross-site', every: { settings: { relation: 'cross-site' } } },
    {
      filter: 'names,cookie.secure=false',
      every: { part: 'names', settings: { cookie: { secure: false } } },
    },
    { filter: 'cookie.domain=', every: { settings: { cookie: { domain: null } } } },
  ])('$filter leaves cases with $every', ({ filter, every }) => {
    const left = chosen(all, filter)
    expect(left.length).toBeLessThan(all.length)
    for (const one of left) expect(one).toMatchObject(every)
  })

  it.each([
    { filter: 'cokies', sentence: /neither a part .* nor knob=value/ },
    { filter: 'cookie.samesite=Lax', sentence: /no knob is called "cookie.samesite"/ },
    { filter: 'cookie.sameSite=lax', sentence: /No case has/ },
  ])('$filter is refused: $sentence', ({ filter, sentence }) => {
    expect(() => chosen(all, filter)).toThrow(sentence)
  })
})

it('each case stands once, and each part has some', () => {
  const { cases: all, parts } = cases()
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  expect(parts.reduce((sum, part) => sum + part.cases, 0)).toBe(all.length)
  for (const part of parts) expect(part.cases).toBeGreaterThan(0)
})
