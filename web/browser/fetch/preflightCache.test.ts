import { describe, expect, test } from 'vitest'
import { ALLOWED, answer, exchange, run } from '../testing.ts'

const OTHER_ORIGIN = 'http://api.app.localhost:4000/c/1'

describe('the preflight cache', () => {
  const preflight = (age: string) =>
    answer({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'PUT',
      'Access-Control-Max-Age': age,
    })
  const twice = (age: string, wait: number) => {
    const put = exchange({ url: OTHER_ORIGIN, method: 'PUT' }, ALLOWED, { preflight: preflight(age) })
    return [put, { ...put, wait }]
  }
  test.each([
    ['600', 599, 'spec', false],
    ['600', 600, 'spec', true],
    ['0', 0, 'spec', true],
    ['abc', 4, 'spec', false],
    ['abc', 5, 'spec', true],
    ['-1', 4, 'spec', false],
    ['-1', 0, 'chromium', true],
    ['abc', 0, 'firefox', true],
    ['10, 20', 4, 'webkitgtk', false],
    ['100000', 7199, 'chromium', false],
    ['100000', 7200, 'chromium', true],
    ['100000', 86_399, 'firefox', false],
    ['100000', 86_400, 'firefox', true],
    ['100000', 600, 'webkitgtk', true],
  ] as const)('Max-Age %s, %d s later, in %s: a second one %s', (age, wait, engine, again) => {
    expect(run(twice(age, wait), { engine })[1]?.preflight).toBe(again)
  })

  test('an answer without credentials does not serve a request with them', () => {
    const [first] = twice('600', 0)
    const second = exchange({ url: OTHER_ORIGIN, method: 'PUT', credentials: 'include' }, ALLOWED)
    expect(run(first === undefined ? [] : [first, second])[1]?.preflight).toBe(true)
  })

  test.each([
    ['spec', true],
    ['chromium', false],
    ['firefox', true],
    ['webkitgtk', false],
  ] as const)('after a response that fails, %s asks again: %s', (engine, again) => {
    const [first, second] = twice('600', 0)
    if (first === undefined || second === undefined) throw new Error('twice is two')
    expect(run([{ ...first, response: answer() }, second], { engine })[1]?.preflight).toBe(again)
  })
})
