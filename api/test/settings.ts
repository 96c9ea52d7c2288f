import { parseSettings, type Settings } from '../settings/settings.ts'

/** Complete settings for partial ones. */
export function settingsFor(partial: unknown): Settings {
  const parsed = parseSettings(partial)
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  return parsed.settings
}
