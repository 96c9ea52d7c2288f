import type {
  PreflightRow,
  PreflightsPart,
  SpeedPart,
  UsersPart,
  WirePart,
} from '../../../api/lab/bench-report.ts'
import type { BarGroup } from './bars.ts'
import { bytes, credentialName, digits, duration, spreadText, storeName, times } from './figures.ts'

/** Bytes for each user: by credential, the stores and then the browser. */
export const usersGroups = ({ rows }: UsersPart): BarGroup[] =>
  [...Map.groupBy(rows, ({ credential }) => credential)].map(([credential, costs]) => ({
    title: credentialName(credential),
    rows: [
      ...costs.map(({ store, server }) => ({
        label: `in ${storeName(store)}`,
        bar: { parts: [{ length: server.median, fill: 'ink' as const }], spread: server },
        figures: [bytes(server.median), spreadText(server, bytes)],
      })),
      ...costs.slice(0, 1).map(({ browser }) => ({
        label: 'in the browser',
        bar: { parts: [{ length: browser, fill: 'hatched' as const }] },
        figures: [bytes(browser), ''],
      })),
    ],
  }))

/** Bytes for each request: by browser, the credential, the rest, and the preflight. */
export const wireGroups = ({ rows }: WirePart): BarGroup[] =>
  [...Map.groupBy(rows, ({ browser }) => browser)].map(([browser, costs]) => ({
    title: browser,
    rows: costs.map(({ credential, algorithm, proof, request, preflight }) => ({
      label: credentialName(credential, algorithm),
      bar: {
        parts: [
          { length: proof, fill: 'ink' },
          { length: request - proof, fill: 'hollow' },
          { length: preflight, fill: 'hatched' },
        ],
      },
      figures: [bytes(proof), bytes(request), preflight > 0 ? bytes(preflight) : 'none'],
    })),
  }))

/** How fast requests are answered, as multiples of the first row. */
export const speedGroups = ({ rows }: SpeedPart): BarGroup[] => [
  {
    rows: rows.map(({ credential, store, algorithm, ratio, rate, latency }) => ({
      label: credentialName(credential, algorithm) + (store ? ` in ${storeName(store)}` : ''),
      bar: { parts: [{ length: ratio.median, fill: 'ink' }], spread: ratio },
      figures: [
        times(ratio.median),
        spreadText(ratio, times),
        digits(rate.median),
        milliseconds(latency.p50.median),
        milliseconds(latency.p99.median),
      ],
    })),
  },
]

/** Requests that reached the server, by browser; where added latency does not change how many, in one row. */
export function preflightGroups(part: PreflightsPart): BarGroup[] {
  const latencies = latenciesOf(part)
  return [...Map.groupBy(part.rows, ({ browser }) => browser)].map(([title, some]) => ({
    title,
    rows: [...Map.groupBy(some, countsOf).values()].flatMap((alike) =>
      alike.slice(0, 1).map((row) => ({
        label: callerName(row),
        bar: {
          parts: [
            { length: row.requests - row.preflights, fill: 'ink' },
            { length: row.preflights, fill: 'hatched' },
          ],
        },
        figures: [
          `${part.calls}${row.preflights > 0 ? ` + ${row.preflights}` : ''}`,
          ...latencies.flatMap((latency) => timesOf(alike.find((one) => one.latency === latency))),
        ],
      })),
    ),
  }))
}

/** The columns of `preflightGroups`. */
export const preflightColumns = (part: PreflightsPart): string[] => [
  'requests',
  ...latenciesOf(part).flatMap((latency) => [`${latency} ms added`, 'times the first']),
]

const latenciesOf = ({ rows }: PreflightsPart) => [...new Set(rows.map(({ latency }) => latency))]

const timesOf = (row: PreflightRow | undefined) =>
  row
    ? [milliseconds(row.time.median), `${times(row.ratio.median)} (${spreadText(row.ratio, times)})`]
    : ['', '']

const milliseconds = (value: number) => duration(value * 1000)

const countsOf = ({ credential, maxAge, requests, preflights }: PreflightRow) =>
  `${credential} ${maxAge} ${requests} ${preflights}`

const callerName = ({ credential, maxAge }: PreflightRow) =>
  credential === 'bearer' ? `Bearer token, ${maxAgeText(maxAge)}` : credentialName(credential)

const maxAgeText = (seconds: number | null) => (seconds === null ? 'no Max-Age' : `Max-Age ${seconds}`)
