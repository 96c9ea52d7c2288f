import { type FieldError, knobs } from '../../../api/settings/settings.ts'
import { isDefault, knobAt, type Moved, refusal } from './moved.ts'
import { textOf, valueFrom } from './text.ts'

/** The moved knobs as a URL fragment without its `#`, such as `relation=subdomain&cookie.sameSite=Lax`. */
export function writeFragment(moved: Moved): string {
  return knobs
    .filter(({ path }) => path in moved)
    .map(({ path }) => `${path}=${escaped(textOf(moved[path]))}`)
    .join('&')
}

/** The moved knobs that a URL fragment names, and what could not be taken from it. */
export function readFragment(fragment: string): { moved: Moved; refused: FieldError[] } {
  const moved: Record<string, unknown> = {}
  const refused: FieldError[] = []
  for (const part of fragment.replace(/^#/, '').split('&').filter(Boolean)) {
    const [path = '', ...rest] = part.split('=')
    const knob = knobAt(path)
    const text = unescaped(rest.join('='))
    if (!knob) refused.push({ field: path.slice(0, 60), detail: 'No knob has this name.' })
    else if (text === null) refused.push({ field: path, detail: 'Its value is not percent-encoded text.' })
    else {
      const value = valueFrom(knob.control, text)
      const detail = refusal(path, value)
      if (detail) refused.push({ field: path, detail })
      else if (!isDefault(path, value)) moved[path] = value
    }
  }
  return { moved, refused }
}

/** Percent-encodes what would end the value; colons, slashes and commas stay readable. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/%(3A|2F|2C)/g, (code) => decodeURIComponent(code))

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
