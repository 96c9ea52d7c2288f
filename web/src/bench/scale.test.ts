import { describe, expect, it } from 'vitest'
import { linear, logarithmic, powersOfTen, roundSteps } from './scale.ts'

describe('an axis', () => {
  it.each([
    { name: 'of equal steps, at its foot', scale: linear(0, 200, 100, 0), value: 0, place: 100 },
    { name: 'of equal steps, half-way', scale: linear(0, 200, 100, 0), value: 100, place: 50 },
    { name: 'of equal factors, at its foot', scale: logarithmic(100, 10_000, 0, 80), value: 100, place: 0 },
    { name: 'of equal factors, half-way', scale: logarithmic(100, 10_000, 0, 80), value: 1000, place: 40 },
    {
      name: 'of equal factors, below its foot',
      scale: logarithmic(100, 10_000, 0, 80),
      value: -5,
      place: 0,
    },
  ])('$name: $place', ({ scale, value, place }) => {
    expect(scale(value)).toBeCloseTo(place)
  })
})

it.each([
  { least: 1000, greatest: 1000, powers: [1000] },
  { least: 1000, greatest: 50_000, powers: [1000, 10_000, 100_000] },
  { least: 400, greatest: 1000, powers: [100, 1000] },
])('powers of ten around $least and $greatest are $powers', ({ least, greatest, powers }) => {
  expect(powersOfTen(least, greatest)).toEqual(powers)
})

it.each([
  { greatest: 1, steps: [0, 0.2, 0.4, 0.6, 0.8, 1] },
  { greatest: 88, steps: [0, 20, 40, 60, 80, 100] },
  { greatest: 130, steps: [0, 50, 100, 150] },
  { greatest: 420, steps: [0, 100, 200, 300, 400, 500] },
  { greatest: 700, steps: [0, 200, 400, 600, 800] },
])('round steps up to $greatest are $steps', ({ greatest, steps }) => {
  expect(roundSteps(greatest)).toEqual(steps)
})
