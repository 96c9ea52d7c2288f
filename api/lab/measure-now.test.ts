import Koa from 'koa'
import inject from 'light-my-request'
import { describe, expect, it } from 'vitest'
import { body } from '../body.ts'
import { Problem, problems } from '../problem.ts'
import type { BenchReport } from './bench-report.ts'
import { type Measure, measureNow } from './measure-now.ts'

const report: BenchReport = { date: '', machine: '', quick: true, notMeasured: [] }

/** What measures when asked with some body. */
function asking(measure: Measure | undefined) {
  const app = new Koa()
  for (const middleware of [problems(), ...body(), measureNow(measure)]) app.use(middleware)
  const listener = app.callback()
  return async (payload: object = { part: 'users' }) => {
    const answer = await inject(listener, { method: 'POST', url: '/', payload })
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
  }
}

describe('to measure now', () => {
  it('answers with the report', async () => {
    const parts: string[] = []
    const ask = asking(async (part) => {
      parts.push(part)
      return report
    })
    expect(await ask({ part: 'speed' })).toEqual({ status: 200, body: report })
    expect(parts).toEqual(['speed'])
  })

  it.each([
    { name: 'an unknown part', payload: { part: 'weight' }, field: 'part' },
    { name: 'a part that takes minutes', payload: { part: 'growth' }, field: 'part' },
    { name: 'no part', payload: {}, field: 'part' },
    { name: 'something else', payload: { part: 'users', users: 1e9 }, field: 'users' },
  ])('is refused with $name', async ({ payload, field }) => {
    expect(await asking(async () => report)(payload)).toMatchObject({
      status: 422,
      body: { errors: [{ field }] },
    })
  })

  it('is answered 501 where nothing measures', async () => {
    expect(await asking(undefined)()).toMatchObject({
      status: 501,
      body: { detail: 'This lab cannot measure: open one with npm start.' },
    })
  })

  it('is answered 409 while another measurement is under way, and not after it', async () => {
    const { promise, resolve } = Promise.withResolvers<BenchReport>()
    const ask = asking(() => promise)
    const first = ask()
    expect(await ask()).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Another measurement is under way') },
    })
    resolve(report)
    expect(await first).toMatchObject({ status: 200 })
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('can be tried again after it has failed', async () => {
    const ask = asking(async () => {
      throw new Problem(500, 'Too busy.')
    })
    expect(await ask()).toMatchObject({ status: 500, body: { detail: 'Too busy.' } })
    expect(await ask()).toMatchObject({ status: 500 })
  })
})
