import { describe, expect, it } from 'vitest'
import { BENCH_PARTS } from '../../api/lab/bench-report.ts'
import { benchOptions } from './options.ts'

describe('npm run bench', () => {
  it.each([
    { args: [], options: { parts: [...BENCH_PARTS], quick: false, report: '.lab/bench' } },
    { args: ['--quick'], options: { parts: [...BENCH_PARTS], quick: true, report: '.lab/bench' } },
    {
      args: ['--parts', 'speed,users', '--report', 'here'],
      options: { parts: ['users', 'speed'], quick: false, report: 'here' },
    },
    { args: ['--help'], options: null },
  ])('$args is understood', ({ args, options }) => {
    expect(benchOptions(args)).toEqual(options)
  })

  it.each([
    {
      args: ['--parts', 'weight'],
      says: '--parts takes some of users, wire, speed, preflights, growth, not "weight".',
    },
    { args: ['--parts', ''], says: 'not ""' },
    { args: ['--slow'], says: '--slow' },
    { args: ['speed'], says: 'speed' },
  ])('$args is refused: $says', ({ args, says }) => {
    expect(() => benchOptions(args)).toThrow(says)
    expect(() => benchOptions(args)).toThrow('See npm run bench -- --help.')
  })
})
