import * as v from 'valibot'
import type { RefreshFamily, Session } from './store.ts'

/** A session as a store gives it back. */
export const sessionRow: v.GenericSchema<unknown, Session> = v.object({
  username: v.string(),
  client: v.string(),
  began: v.number(),
  used: v.number(),
  expires: v.number(),
})

/** A family as a store gives it back. */
export const familyRow: v.GenericSchema<unknown, RefreshFamily> = v.object({
  username: v.string(),
  expires: v.number(),
  live: v.array(v.string()),
  used: v.array(v.object({ hash: v.string(), at: v.number(), client: v.string() })),
})
