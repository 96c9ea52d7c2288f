import type { Settings } from './settings.ts'

/** The value at which a knob stands. @param path dotted, such as `cookie.sameSite` */
export function valueAt(settings: Settings, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
    return inner
  }, settings)
}

/** The partial settings that values by path make: `cookie.path` becomes `{ cookie: { path } }`. */
export function nest(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const nested: Record<string, unknown> = {}
  const groups = new Map<string, Record<string, unknown>>()
  for (const [path, value] of Object.entries(values)) {
    const [group = '', name] = path.split('.')
    if (name === undefined) {
      nested[group] = value
      continue
    }
    const entries = groups.get(group) ?? {}
    entries[name] = value
    groups.set(group, entries)
    nested[group] = entries
  }
  return nested
}
