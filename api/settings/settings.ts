import * as v from 'valibot'
import { client } from './client.ts'
import { cookie } from './cookie.ts'
import { cors } from './cors.ts'
import { credential, token } from './credential.ts'
import { csrf } from './csrf.ts'
import { entriesOf, group, type Knob, knobOf } from './knob.ts'
import { page, relation } from './relation.ts'
import { session } from './session.ts'
import { wire } from './wire.ts'

/** All the knobs. Left out, each takes its default; one that is unknown or out of range is refused. */
export const settingsSchema = group({
  relation,
  page,
  credential,
  session,
  token,
  client,
  cors,
  cookie,
  csrf,
  wire,
})

/** One position of all the knobs. */
export type Settings = v.InferOutput<typeof settingsSchema>
export type Relation = Settings['relation']
export type Credential = Settings['credential']

/** A value that was refused: which one, and what would be right. */
export interface FieldError {
  /** Dotted path of the field, such as `cookie.sameSite`; empty for the whole. */
  field: string
  detail: string
}

/** The complete settings for partial ones, or what is wrong with them. */
export function parseSettings(input: unknown): { settings: Settings } | { errors: FieldError[] } {
  return parse(settingsSchema, input, (output) => ({ settings: output }))
}

/** Checks input against a schema; every refused field is named. */
export function parse<S extends v.GenericSchema, T>(
  schema: S,
  input: unknown,
  use: (output: v.InferOutput<S>) => T,
): T | { errors: FieldError[] } {
  // Valibot takes a list for an object without entries.
  if (Array.isArray(input)) return { errors: [{ field: '', detail: 'Expected an object.' }] }
  const result = v.safeParse(schema, input)
  if (result.success) return use(result.output)
  return {
    errors: result.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', detail: sentence(issue) })),
  }
}

function sentence(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message
  if (issue.expected === 'never') return 'There is no such field: leave it out.'
  if (issue.received === 'undefined') return 'It is missing.'
  return 'Expected an object.'
}

/** A knob with its place in the settings. */
export interface PlacedKnob extends Knob {
  /** Dotted path, such as `cookie.sameSite`. */
  path: string
  /** The group it stands in: the path's first part. */
  group: string
}

/** Every knob, in the order in which the schema has them. */
export const knobs: readonly PlacedKnob[] = Object.entries(entriesOf(settingsSchema) ?? {}).flatMap(
  ([name, schema]) => {
    const own = knobOf(schema)
    if (own) return [{ ...own, path: name, group: name }]
    return Object.entries(entriesOf(schema) ?? {}).flatMap(([key, entry]) => {
      const knob = knobOf(entry)
      return knob ? [{ ...knob, path: `${name}.${key}`, group: name }] : []
    })
  },
)

/** The settings with nothing turned. */
export const defaults: Settings = v.parse(settingsSchema, {})
