import type { BenchStore, Spread } from '../../../api/lab/bench-report.ts'
import type { Credential } from '../../../api/settings/settings.ts'
import type { Algorithm } from '../../../api/tokens/verify-token.ts'
import { knobAt } from '../settings/moved.ts'
import { valueText } from '../settings/summary.ts'

const storeNames: Record<BenchStore, string> = {
  memory: 'memory',
  sqlite: 'a SQLite file',
  redis: 'Redis',
}

export const storeName = (store: BenchStore): string => storeNames[store]

/** Such as `Bearer token, RS256`. */
export function credentialName(credential: Credential, algorithm: Algorithm | null = null): string {
  const knob = knobAt('credential')
  const label = (knob && valueText(knob, credential)?.label) ?? credential
  return algorithm ? `${label}, ${algorithm}` : label
}

/** Such as `294 B`, `2.6 kB` or `29 MB`: three digits at the most. */
export function bytes(count: number): string {
  const step = UNITS.find(({ size }) => Math.abs(count) >= size)
  return step ? `${digits(count / step.size)} ${step.unit}` : `${digits(Math.round(count))} B`
}

const UNITS = [
  { size: 1e6, unit: 'MB' },
  { size: 1e3, unit: 'kB' },
]

/** Such as `0.72 ×`. */
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`

/** From microseconds: such as `87 µs`, `1.2 ms` or `1.08 s`. */
export function duration(microseconds: number): string {
  if (microseconds >= 1e6) return `${digits(microseconds / 1e6)} s`
  return microseconds >= 1000 ? `${digits(microseconds / 1000)} ms` : `${digits(microseconds)} µs`
}

/** Two digits after the point below ten, one below a hundred where they say something, else none. */
export function digits(value: number): string {
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const text = value.toLocaleString('en', { maximumFractionDigits: places })
  return text === '-0' ? '0' : text.replace('-', '−')
}

/** The least and the greatest of a figure's rounds. */
export const spreadText = ({ least, greatest }: Spread, text: (value: number) => string): string =>
  text(least) === text(greatest) ? 'all alike' : `${text(least)} to ${text(greatest)}`
