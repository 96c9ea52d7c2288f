import type { Settings } from '../../../api/settings/settings.ts'
import type { Place, Snippet } from '../snippet.ts'
import { askedOf } from './asked.ts'
import { axiosSnippet } from './axios.ts'
import { fetchSnippet } from './fetch.ts'

/** The calls of a page to its API as the settings have them, with either library. */
export function clientSnippets(settings: Settings, place: Place): Snippet[] {
  const asked = askedOf(settings, place)
  return [axiosSnippet(asked), fetchSnippet(asked)]
}
