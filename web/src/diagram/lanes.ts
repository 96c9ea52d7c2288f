/** Where page, wall and API stand in a picture, from left to right, in points. */
export interface Lanes {
  width: number
  page: number
  wall: readonly [number, number]
  /** One for each server of the API, the first one first; where they have no room, one for all. */
  apis: readonly number[]
  /** Several servers have one lane: each arrow names its own. */
  shared: boolean
  /** How far an arrow's head reaches back, and half its height. */
  head: number
  barb: number
  /** How far an arrow stays away from what stands on the wall. */
  room: number
  /** So narrow that there is no room for words, and symbols are small. */
  rail: boolean
}

/** How far two servers stand apart, and the width from which on they do. */
const APART = 52
const ROOM_FOR_TWO = 420

/** Lanes with room for words, which takes a width of 294 or more. */
export function lanesOf(width: number, servers = 1): Lanes {
  const page = 12.5
  const count = width < ROOM_FOR_TWO ? 1 : servers
  const apis = Array.from({ length: count }, (_, index) => width - 12.5 - APART * (count - 1 - index))
  const middle = Math.round((page + (apis[0] ?? width)) / 2)
  const wall = [middle - 8, middle + 8] as const
  return { width, page, wall, apis, shared: count < servers, head: 11, barb: 8, room: 11, rail: false }
}

/** As narrow as can be: without words. */
export const RAIL: Lanes = {
  width: 96,
  page: 6.5,
  wall: [38, 48],
  apis: [89.5],
  shared: false,
  head: 7,
  barb: 6,
  room: 6,
  rail: true,
}
