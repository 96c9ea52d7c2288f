import type { Settings } from '../../../api/settings/settings.ts'
import type { Place, Snippet } from '../snippet.ts'
import { soundSettings } from '../sound.ts'
import { FRAMEWORKS } from './frameworks.ts'
import { nginx } from './nginx.ts'
import { program } from './program.ts'

/** The server as code, once for each of the usual ones; what is unsound in the settings is replaced first. */
export function serverSnippets(settings: Settings, place: Place): Snippet[] {
  const { settings: sound } = soundSettings(settings)
  return [...FRAMEWORKS.map((framework) => program(framework, sound, place)), nginx(sound, place)]
}
