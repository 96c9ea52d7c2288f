import type { Knob } from '../../../api/settings/knob.ts'

/** A knob's value as text: what an editor shows and the URL carries. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (!Array.isArray(value)) return String(value)
  return value.every(Array.isArray)
    ? value.map(([name, content]) => `${name}: ${content}`).join('\n')
    : value.join(', ')
}

/** The value that a text stands for. Whether the knob takes it is for the schema to say. */
export function valueFrom(control: Knob['control'], text: string): unknown {
  switch (control) {
    case 'choice':
      return text
    case 'switch':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'number':
      return numberOrText(text.trim())
    case 'text':
      return text === '' ? null : text
    case 'list':
      return text.split(/[,\s]+/).filter(Boolean)
    case 'headers':
      return text.split(/\r?\n/).filter(Boolean).map(headerLine)
    default:
      return control satisfies never
  }
}

function numberOrText(text: string): number | string | null {
  if (text === '') return null
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function headerLine(line: string): string[] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line.trim()] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
}
