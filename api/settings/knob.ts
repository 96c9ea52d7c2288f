import * as v from 'valibot'
import type { Source } from './source.ts'

/** One value of a choice or a switch, in the words the page shows. */
export interface ValueText {
  label: string
  /** What the value does, in one sentence. */
  note: string
  /** The value is insecure or broken on purpose: it is there to be studied. */
  unsound?: true
}

/** What the page shows of a knob. Which values it takes is said by the schema beside it. */
export interface Knob {
  label: string
  control: 'choice' | 'switch' | 'number' | 'text' | 'list' | 'headers'
  /** What the knob does, in one sentence. */
  note: string
  /** Where it is written. */
  source: Source
  /** The texts of a choice's values, or of a switch's `true` and `false`. */
  values?: Record<string, ValueText>
  /** What no value (null, or an empty list) means. */
  empty?: string
  unit?: string
  /** Values worth offering beside free text. */
  suggestions?: readonly string[]
  /** The knob acts only while another one stands at one of these values. */
  when?: When
}

export interface When {
  knob: string
  is: readonly string[]
}

const knobs = new Map<v.GenericSchema, Knob>()
const groups = new Map<v.GenericSchema, v.ObjectEntries>()

/** The text of a knob, or undefined where the schema is a group of knobs. */
export const knobOf = (schema: v.GenericSchema): Knob | undefined => knobs.get(schema)

/** The knobs of a group by name, or undefined where the schema is a knob itself. */
export const entriesOf = (schema: v.GenericSchema): v.ObjectEntries | undefined => groups.get(schema)

function knob<const S extends v.GenericSchema>(schema: S, text: Knob): S {
  knobs.set(schema, text)
  return schema
}

const isPlainObject = (input: unknown) => typeof input === 'object' && input !== null && !Array.isArray(input)

/** Several knobs under one name; unknown names among them are refused. */
export function group<const E extends v.ObjectEntries>(entries: E) {
  const object = v.pipe(v.unknown(), v.check(isPlainObject, 'Expected an object.'), v.strictObject(entries))
  const schema = v.optional(object, {})
  groups.set(schema, entries)
  return schema
}

type Extra = Pick<Knob, 'source'> & Partial<Pick<Knob, 'empty' | 'unit' | 'suggestions' | 'when'>>

const shown = (value: unknown) => JSON.stringify(value) ?? 'nothing'

const expected = (what: string) => (issue: { input: unknown }) =>
  `Expected ${what}, received ${shown(issue.input).slice(0, 80)}.`

/** One of several named values. */
export function choice<const V extends string>(
  label: string,
  initial: NoInfer<V>,
  note: string,
  values: Record<V, ValueText>,
  extra: Extra,
) {
  const isValue = (key: string): key is V => key in values
  const names = Object.keys(values).filter(isValue)
  const schema = v.optional(v.picklist(names, expected(`one of ${names.join(', ')}`)), initial)
  return knob(schema, { label, control: 'choice', note, values, ...extra })
}

/** On or off. */
export function toggle(
  label: string,
  initial: boolean,
  note: string,
  texts: { on: string; off: string; unsound?: 'on' | 'off' },
  extra: Extra,
) {
  const text = (value: 'on' | 'off'): ValueText => ({
    label: value,
    note: texts[value],
    ...(texts.unsound === value && { unsound: true }),
  })
  const schema = v.optional(v.boolean(expected('true or false')), initial)
  return knob(schema, {
    label,
    control: 'switch',
    note,
    values: { true: text('on'), false: text('off') },
    ...extra,
  })
}

/** A whole number between two bounds. */
export function wholeNumber(
  label: string,
  initial: number,
  note: string,
  { min, max, ...extra }: { min: number; max: number } & Extra,
) {
  return knob(v.optional(integerBetween(min, max), initial), { label, control: 'number', note, ...extra })
}

/** A whole number between two bounds, or null. */
export function wholeNumberOrNone(
  label: string,
  note: string,
  { min, max, ...extra }: { min: number; max: number; empty: string } & Extra,
) {
  const schema = v.optional(v.nullable(integerBetween(min, max)), null)
  return knob(schema, { label, control: 'number', note, ...extra })
}

function integerBetween(min: number, max: number) {
  const message = expected(`a whole number from ${min} to ${max}`)
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message))
}

/** Text of one form. */
export function text(
  label: string,
  initial: string,
  note: string,
  { form, says, ...extra }: { form: RegExp; says: string } & Extra,
) {
  return knob(v.optional(textOf(form, says), initial), { label, control: 'text', note, ...extra })
}

/** Text of one form, or null. */
export function textOrNone(
  label: string,
  note: string,
  { form, says, ...extra }: { form: RegExp; says: string; empty: string } & Extra,
) {
  const schema = v.optional(v.nullable(textOf(form, says)), null)
  return knob(schema, { label, control: 'text', note, ...extra })
}

function textOf(form: RegExp, says: string) {
  return v.pipe(v.string(expected(says)), v.regex(form, expected(says)))
}

/** A token as RFC 9110 section 5.6.2 defines it: method and header names are made of it. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/

/** Text that can stand in a header: RFC 9110 section 5.5, without the obsolete bytes above ASCII. */
const FIELD_VALUE = /^[\t\x20-\x7e]{0,2048}$/

/** Names of methods or headers. */
export function list(label: string, initial: string[], note: string, extra: Extra) {
  const names = v.pipe(
    v.array(
      textOf(TOKEN, 'a method or header name (letters, digits and hyphens) or *'),
      expected('a list of names'),
    ),
    v.maxLength(32, expected('at most 32 names')),
  )
  return knob(v.optional(names, initial), { label, control: 'list', note, ...extra })
}

/** Headers that would change where a message ends, or that the server itself must set. */
const FRAMING =
  /^(connection|content-encoding|content-length|date|keep-alive|te|trailer|transfer-encoding|upgrade|set-cookie)$/i

const header = v.strictTuple(
  [
    v.pipe(
      textOf(TOKEN, 'a header name (letters, digits and hyphens)'),
      v.check(
        (name) => !FRAMING.test(name),
        'Expected a header that does not frame the message or set a cookie.',
      ),
    ),
    textOf(FIELD_VALUE, 'a header value of visible ASCII text, without CR, LF or NUL'),
  ],
  expected('a pair [name, value]'),
)

/** Header lines, in order, repeats allowed. */
export function headers(label: string, initial: [string, string][], note: string, extra: Extra) {
  const lines = v.pipe(
    v.array(header, expected('a list of [name, value] pairs')),
    v.maxLength(32, expected('at most 32 headers')),
  )
  return knob(v.optional(lines, initial), { label, control: 'headers', note, ...extra })
}

/** One header line, or null. */
export function headerOrNone(label: string, note: string, extra: Extra & { empty: string }) {
  return textOrNone(label, note, {
    form: /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}: ?[\t\x20-\x7e]{0,2048}$/,
    says: 'a header line such as "X-Requested-With: lab", without CR, LF or NUL',
    ...extra,
  })
}
