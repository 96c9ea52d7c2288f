/** Where page, wall and API stand in a picture, from left to right, in points. */
export interface Lanes {
  width: number
  page: number
  wall: readonly [number, number]
  /** One for each server of the API, the first one first. */
  apis: readonly number[]
  /** How far an arrow's head reaches back, and half its height. */
  head: number
  barb: number
  /** How far an arrow stays away from what stands on the wall. */
  room: number
  /** So narrow that there is no room for words, and symbols are small. */
  rail: boolean
}

/** How far two servers stand apart. */
const APART = 52

/** Lanes with room for words, which takes a width of 280 or more. */
export function lanesOf(width: number, servers = 1): Lanes {
  const page = 12.5
  const apis = Array.from({ length: servers }, (_, index) => width - 12.5 - APART * (servers - 1 - index))
  const middle = Math.round((page + (apis[0] ?? width)) / 2)
  return { width, page, wall: [middle - 8, middle + 8], apis, head: 11, barb: 8, room: 11, rail: false }
}

export const RAIL: Lanes = {
  width: 96,
  page: 6.5,
  wall: [38, 48],
  apis: [89.5],
  head: 7,
  barb: 6,
  room: 6,
  rail: true,
}
