import { acts } from '../../../api/settings/acts.ts'
import { valueAt } from '../../../api/settings/paths.ts'
import { knobs, type PlacedKnob, type Settings } from '../../../api/settings/settings.ts'
import { knobAt } from './moved.ts'
import { textOf } from './text.ts'

/** The groups of knobs in the order in which the page shows them. */
export const groups = [
  { name: 'credential', title: 'Credential' },
  { name: 'session', title: 'Session' },
  { name: 'token', title: 'Token' },
  { name: 'client', title: 'Client' },
  { name: 'cors', title: 'CORS policy' },
  { name: 'cookie', title: 'Cookie' },
  { name: 'csrf', title: 'CSRF protection' },
  { name: 'wire', title: 'Wire' },
] as const

export type GroupName = (typeof groups)[number]['name']

export const knobsOf = (group: string) => knobs.filter((knob) => knob.group === group)

/** A choice's or switch's text for a value. */
export const valueText = (knob: PlacedKnob, value: unknown) => knob.values?.[String(value)]

/** When a knob that does not act would: `with Bearer token`. */
export function actsWhen(knob: PlacedKnob): string {
  const other = knob.when && knobAt(knob.when.knob)
  if (!knob.when || !other) return ''
  const labels = knob.when.is.map((value) => valueText(other, value)?.label ?? value)
  const last = labels.pop()
  return `Acts with ${labels.length ? `${labels.join(', ')} or ` : ''}${last} only.`
}

/** What the values do that are insecure or broken on purpose; of the knobs that act. */
export const unsoundNotes = (settings: Settings) =>
  knobs.flatMap((knob) => {
    const text = acts(knob, settings) ? valueText(knob, valueAt(settings, knob.path)) : undefined
    return text?.unsound ? [text.note] : []
  })

/** A folded group's values in one line. */
export function summary(group: GroupName, settings: Settings): string {
  const { session, token, client, cookie, wire } = settings
  switch (group) {
    case 'credential':
      return labelAt(settings, 'credential')
    case 'session':
      return idle('session', settings) ? 'no session in use' : `${session.absoluteLifetime} s at most`
    case 'token':
      return idle('token', settings) ? 'no token in use' : `${token.algorithm}, ${token.accessLifetime} s`
    case 'client':
      return client.library === 'axios'
        ? `axios, ${client.withCredentials ? 'withCredentials' : 'without credentials'}`
        : `fetch, ${client.credentials}${client.mode === 'no-cors' ? ', no-cors' : ''}`
    case 'cors':
      return labelAt(settings, 'cors.policy')
    case 'cookie':
      return idle('cookie', settings) ? 'no cookie in use' : cookieSummary(cookie)
    case 'csrf':
      return idle('csrf', settings) ? 'no cookie in use' : labelAt(settings, 'csrf.protection')
    case 'wire':
      return [
        wire.latency ? `${wire.latency} ms added` : 'no added latency',
        ...(wire.sharedCache ? ['a shared cache'] : []),
        ...(wire.servers === 'one' ? [] : ['two servers']),
      ].join(', ')
    default:
      return group satisfies never
  }
}

/** Whether no knob of a group acts. */
export const idle = (group: GroupName, settings: Settings) =>
  knobsOf(group).every((knob) => !acts(knob, settings))

const cookieSummary = (cookie: Settings['cookie']) =>
  [cookie.sameSite, cookie.secure && 'Secure', cookie.partitioned && 'Partitioned'].filter(Boolean).join('; ')

function labelAt(settings: Settings, path: string): string {
  const knob = knobAt(path)
  const value = valueAt(settings, path)
  return (knob && valueText(knob, value)?.label) ?? textOf(value)
}
