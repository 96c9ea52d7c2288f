// Measures one part of the bench at a small size, in a process of its own, and sends the report to its parent.
import * as v from 'valibot'
import { type BenchReport, LIVE_PARTS } from '../../api/lab/bench-report.ts'
import { machine, openInstruments } from './instruments.ts'
import { LIVE } from './sizes.ts'

// By `exit`, so that whatever was started here ends too.
for (const event of ['SIGTERM', 'disconnect']) process.once(event, () => process.exit(1))

const part = v.parse(v.picklist(LIVE_PARTS), process.argv[2])
const date = new Date().toISOString()
const instruments = await openInstruments([part])
const measured = await instruments.measure(part, LIVE, () => undefined)
await instruments.close()
const report: BenchReport = {
  ...{ date, machine: machine(), quick: true, notMeasured: instruments.missing },
  ...measured,
}
process.send?.(report)
