import { parseArgs } from 'node:util'
import { BENCH_PARTS, type BenchPart } from '../../api/lab/bench-report.ts'
import { UsageError } from '../options.ts'

export const help = `npm run bench [-- options]

Measures what sessions and tokens cost: bytes that are kept for each logged-in user, bytes on the wire for each request, how
fast requests are answered, how many requests preflights add, and what grows with the number of users. Each ratio is within
this run, with its spread. Takes some minutes, and a machine that does nothing else. Writes report.json; npm start shows it at
/bench.

  --parts A,B     only some of users, wire, speed, preflights, growth (all)
  --quick         small sizes, in a minute or two: the spread is wider
  --report DIR    where the report is written (.lab/bench)
  --help          this text`

export interface BenchOptions {
  parts: readonly BenchPart[]
  quick: boolean
  report: string
}

/** Reads the command line; null where help is asked for. @throws UsageError */
export function benchOptions(args: string[]): BenchOptions | null {
  const { help: wanted, parts, quick, report } = read(args)
  return wanted ? null : { parts: partsOf(parts), quick, report }
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        parts: { type: 'string', default: BENCH_PARTS.join(',') },
        quick: { type: 'boolean', default: false },
        report: { type: 'string', default: '.lab/bench' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}.`)
  }
}

/** In the order in which they are measured, whatever theirs on the command line. */
function partsOf(text: string): BenchPart[] {
  const names = text.split(',')
  const unknown = names.find((name) => !BENCH_PARTS.some((part) => part === name))
  if (unknown !== undefined) fail(`--parts takes some of ${BENCH_PARTS.join(', ')}, not "${unknown}".`)
  return BENCH_PARTS.filter((part) => names.includes(part))
}

function fail(sentence: string): never {
  throw new UsageError(`${sentence} See npm run bench -- --help.`)
}
