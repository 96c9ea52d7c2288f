import * as v from 'valibot'
import { type MatrixReport, PARTS, STORY } from '../../browser/report.ts'
import { ENGINES, THIRD_PARTY_POLICIES } from '../../browser/scenario.ts'

const place = v.pipe(v.number(), v.integer(), v.minValue(0))
const count = place

const browser = v.object({
  engine: v.picklist(ENGINES),
  name: v.string(),
  version: v.string(),
  thirdPartyCookies: v.picklist(THIRD_PARTY_POLICIES),
  hasSettings: v.boolean(),
  runs: count,
  held: count,
  failed: count,
})

const FIELDS = [
  'preflight',
  'sent',
  'cookies',
  'cookieHeader',
  'origin',
  'result',
  'blockedBy',
  'exposed',
  'setCookies',
  'withheld',
  'steps',
] as const

const run = v.object({
  predicted: place,
  observed: v.nullable(place),
  error: v.exactOptional(v.string()),
  differences: v.array(
    v.object({
      request: v.picklist(STORY),
      field: v.picklist(FIELDS),
      // JSON leaves out what is undefined.
      predicted: v.optional(v.unknown(), null),
      observed: v.optional(v.unknown(), null),
    }),
  ),
  deviations: v.array(place),
})

const outcome = v.object({
  requests: v.array(
    v.object({
      request: v.picklist(STORY),
      status: v.nullable(v.number()),
      preflight: v.boolean(),
      sent: v.boolean(),
      cookies: v.array(v.string()),
      result: v.picklist(['readable', 'opaque', 'blocked']),
      exposed: v.array(v.string()),
      blockedBy: v.exactOptional(v.nullable(v.string())),
      setCookies: v.exactOptional(
        v.array(v.object({ name: v.string(), stored: v.boolean(), reasons: v.array(v.string()) })),
      ),
      withheld: v.exactOptional(v.array(v.object({ name: v.string(), reasons: v.array(v.string()) }))),
    }),
  ),
  keptApart: v.exactOptional(v.boolean()),
})

/** The report as the page knows it. */
export const matrixReportSchema: v.GenericSchema<unknown, MatrixReport> = v.object({
  date: v.string(),
  machine: v.string(),
  browsers: v.array(browser),
  parts: v.array(v.object({ name: v.picklist(PARTS), title: v.string(), how: v.string(), cases: count })),
  cases: v.array(
    v.object({
      part: v.picklist(PARTS),
      moved: v.record(v.string(), v.unknown()),
      fragment: v.string(),
      spec: place,
      runs: v.array(v.nullable(run)),
    }),
  ),
  outcomes: v.array(outcome),
  deviations: v.array(
    v.object({ engine: v.picklist(ENGINES), what: v.string(), source: v.string(), seenIn: v.string() }),
  ),
})
