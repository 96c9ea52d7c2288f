import { valueAt } from '../../../api/settings/paths.ts'
import type { Settings } from '../../../api/settings/settings.ts'
import { knobAt } from '../settings/moved.ts'
import { valueText } from '../settings/summary.ts'
import { textOf } from '../settings/text.ts'
import type { Way } from './knob-fixes.ts'
import type { PredictedAction } from './predictStory.ts'

/** A line that changes: what stays, what goes, what comes. */
export interface ChangedLine {
  name: string
  kept: string
  old: string
  new: string
}

/** How a way out changes what goes over the wire; where nothing there shows it, the knobs themselves. */
export function changedLines(
  way: Way,
  settings: Settings,
  before: readonly PredictedAction[],
  after: readonly PredictedAction[],
): ChangedLine[] {
  const paths = Object.keys(way.moves)
  if (paths.every((path) => path.startsWith('cookie.'))) {
    const [old, fresh] = [setCookie(before), setCookie(after)]
    if (old && fresh) return [cookieLine(old, fresh)]
  }
  return paths.flatMap((path) => {
    const [old, fresh] = [shown(path, valueAt(settings, path)), shown(path, way.moves[path])]
    return old === fresh ? [] : [{ name: knobAt(path)?.label ?? path, kept: '', old, new: fresh }]
  })
}

function shown(path: string, value: unknown): string {
  const knob = knobAt(path)
  return (knob && (valueText(knob, value)?.label ?? (textOf(value) || knob.empty))) ?? textOf(value)
}

/** The first line that sets a cookie in a story. */
function setCookie(actions: readonly PredictedAction[]): string | undefined {
  const hops = actions.flatMap(({ exchanges }) => exchanges.flatMap((exchange) => exchange.hops))
  return hops
    .flatMap(({ answer }) => answer.headers)
    .find(([name]) => name.toLowerCase() === 'set-cookie')?.[1]
}

function cookieLine(old: string, fresh: string): ChangedLine {
  const [before, after] = [attributes(old), attributes(fresh)]
  const name = fresh.split('=')[0] ?? ''
  const oldName = old.split('=')[0] ?? ''
  const kept = after.filter((attribute) => before.includes(attribute))
  const gone = before.filter((attribute) => !after.includes(attribute))
  const come = after.filter((attribute) => !before.includes(attribute))
  return {
    name: 'Set-Cookie',
    kept: [...(name === oldName ? [`${name}=…`] : []), ...kept].join('; '),
    old: [...(name === oldName ? [] : [`${oldName}=…`]), ...gone].join('; '),
    new: [...(name === oldName ? [] : [`${name}=…`]), ...come].join('; '),
  }
}

const USUAL: Record<string, string> = { samesite: 'SameSite', httponly: 'HttpOnly' }
const VALUES: Record<string, string> = { lax: 'Lax', strict: 'Strict', none: 'None' }

/** As people write them: the server's own spelling is in lower case. */
const attributes = (line: string) =>
  line
    .split(';')
    .slice(1)
    .map((part) => {
      const [name = '', ...value] = part.trim().split('=')
      const usual = USUAL[name.toLowerCase()] ?? name.charAt(0).toUpperCase() + name.slice(1)
      const text = value.join('=')
      return value.length > 0 ? `${usual}=${VALUES[text] ?? text}` : usual
    })
    .filter((part) => !/^Expires/.test(part))
