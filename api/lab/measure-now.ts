import type Koa from 'koa'
import * as v from 'valibot'
import { bodyAs } from '../body.ts'
import { Problem } from '../problem.ts'
import { type BenchReport, LIVE_PARTS, type LivePart } from './bench-report.ts'

/** Measures one part of the bench at a small size, in some seconds. @throws Problem that says why it did not */
export type Measure = (part: LivePart) => Promise<BenchReport>

const EXPECTED = `Expected one of ${LIVE_PARTS.join(', ')}; npm run bench measures the rest.`
const measureBody = v.strictObject({ part: v.picklist(LIVE_PARTS, EXPECTED) })

/** Measures on this machine while the reader waits, one measurement at a time: two at once would slow each other. */
export function measureNow(measure: Measure | undefined): Koa.Middleware {
  let measuring = false

  return async function measureNow(ctx) {
    const { part } = bodyAs(ctx, measureBody)
    if (!measure) throw new Problem(501, 'This lab cannot measure: open one with npm start.')
    if (measuring) {
      throw new Problem(409, 'Another measurement is under way: ask again when it is over, in some seconds.')
    }
    measuring = true
    try {
      ctx.body = await measure(part)
    } finally {
      measuring = false
    }
  }
}
