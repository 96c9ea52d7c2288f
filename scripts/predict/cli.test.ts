import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const SCRIPT = new URL('../predict.ts', import.meta.url).pathname
const SCENARIO = {
  id: 'one',
  browser: { engine: 'chromium' },
  page: 'http://app.localhost:5173/',
  exchanges: [
    {
      request: { url: 'http://api.localhost:4000/' },
      response: { status: 200, headers: [['Set-Cookie', 'a=1']] },
    },
  ],
}

function predict(input: string, ...options: string[]) {
  const { stdout, status } = spawnSync(process.execPath, [SCRIPT, ...options], { input, encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), stdout, status }
}

test('one outcome a scenario, in order', () => {
  const { lines, status } = predict(
    `${JSON.stringify(SCENARIO)}\n${JSON.stringify({ ...SCENARIO, id: 'two' })}\n`,
  )
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(['one', 'two'])
  expect(status).toBe(0)
})

test('a malformed line names its field, and the rest goes on', () => {
  const wrong = { ...SCENARIO, browser: { engine: 'netscape' } }
  const { lines, status } = predict(`{\n${JSON.stringify(wrong)}\n${JSON.stringify(SCENARIO)}`)
  const [notJson = '', wrongEngine = '', outcome = ''] = lines
  expect(JSON.parse(notJson)).toEqual({ error: 'scenario: not JSON', line: 1 })
  expect(JSON.parse(wrongEngine)).toMatchObject({
    error: expect.stringMatching(/^browser\.engine: /),
    line: 2,
  })
  expect(JSON.parse(outcome)).toMatchObject({ exchanges: [{ blockedBy: 'MissingAllowOriginHeader' }] })
  expect(status).toBe(1)
})

test('an outcome tells the rules that were applied', () => {
  const { lines } = predict(JSON.stringify(SCENARIO))
  expect(JSON.parse(lines[0] ?? '').exchanges[0].steps[0]).toMatchObject({
    rule: expect.any(String),
    pass: expect.any(Boolean),
    text: expect.any(String),
    source: expect.stringContaining('#'),
  })
})

test('--no-steps leaves them out', () => {
  expect(predict(JSON.stringify(SCENARIO), '--no-steps').stdout).not.toContain('steps')
})

test('--explain tells them in words, with what to change', () => {
  const { stdout } = predict(JSON.stringify(SCENARIO), '--explain')
  expect(stdout).toContain('The response has no Access-Control-Allow-Origin.')
  expect(stdout).toContain('> server: Add Access-Control-Allow-Origin')
})

test('--help tells how', () => {
  expect(predict('', '--help').stdout).toContain('scenarios.jsonl')
})
