import { acts } from '../../api/settings/acts.ts'
import { nest, valueAt } from '../../api/settings/paths.ts'
import { defaults, knobs, parseSettings, type Settings } from '../../api/settings/settings.ts'

/** A value that was not taken along. */
export interface Replaced {
  /** The knob, by its path. */
  path: string
  from: unknown
  to: unknown
  /** What the value does, in a sentence. */
  why: string
}

/** Settings that code may be made of, and what was replaced for it. */
export interface SoundSettings {
  settings: Settings
  replaced: Replaced[]
}

/**
 * The settings without what is insecure or broken on purpose: such a value gives way to the knob's default. The knobs
 * say themselves which values those are. What is unsound only together with another value stands below.
 */
export function soundSettings(settings: Settings): SoundSettings {
  const alone = unsoundValues(settings)
  const together = unsoundTogether(withValues(settings, alone))
  // Where the default itself does not fit the other values, it gives way in turn: that is told as one.
  const later = (path: string) => together.find((one) => one.path === path)?.to
  const replaced = [
    ...alone.map((one) => ({ ...one, to: later(one.path) ?? one.to })),
    ...together.filter(({ path }) => alone.every((one) => one.path !== path)),
  ]
  const idle = knobs.filter((knob) => !acts(knob, settings)).map(({ path }) => path)
  return {
    settings: withValues(settings, replaced),
    replaced: replaced.filter(({ path }) => !idle.includes(path)),
  }
}

function unsoundValues(settings: Settings): Replaced[] {
  return knobs.flatMap(({ path, values }) => {
    const from = valueAt(settings, path)
    const text = values?.[`${from}`]
    return text?.unsound ? [{ path, from, to: valueAt(defaults, path), why: text.note }] : []
  })
}

function unsoundTogether({ credential, cors, cookie, csrf }: Settings): Replaced[] {
  const replaced: Replaced[] = []
  const replace = (path: string, from: unknown, to: unknown, why: string) =>
    replaced.push({ path, from, to, why })

  const says = (name: string, value: string) =>
    cors.answerHeaders.some((line) => line[0].toLowerCase() === name && line[1].trim() === value)
  const trustsNull =
    cors.policy === 'raw' &&
    says('access-control-allow-origin', 'null') &&
    says('access-control-allow-credentials', 'true')
  if (trustsNull) replace('cors.policy', 'raw', 'koa-cors', ANY_ORIGIN.null)
  const byLibrary = cors.policy === 'koa-cors' || trustsNull
  const { origin } = cors
  if (byLibrary && cors.credentials && (origin === 'unset' || origin === '*' || origin === 'null')) {
    replace('cors.origin', origin, 'page', ANY_ORIGIN[origin])
  }

  const everywhere = cookie.sameSite === 'None' || cookie.sameSite === 'unset'
  if (credential !== 'bearer' && everywhere && csrf.protection === 'samesite') {
    const sent = `With SameSite ${cookie.sameSite}, the cookie goes along with what any page sends`
    replace('csrf.protection', 'samesite', 'origin', `${sent}: something else has to tell who sends it.`)
  }
  return replaced
}

/** What an origin comes to where credentials are allowed. */
const ANY_ORIGIN = {
  unset:
    'Without an origin, @koa/cors allows every origin: with credentials, any website can read as the logged-in user.',
  '*': 'With credentials, @koa/cors takes * for every origin: any website can read as the logged-in user.',
  null: 'Every sandboxed frame has the origin null: with credentials, any website can read as the logged-in user.',
}

function withValues(settings: Settings, replaced: Replaced[]): Settings {
  const values = knobs.map(({ path }): [string, unknown] => [path, valueAt(settings, path)])
  const changes = replaced.map(({ path, to }): [string, unknown] => [path, to])
  const result = parseSettings(nest(Object.fromEntries([...values, ...changes])))
  if ('errors' in result) throw new Error(result.errors.map(({ detail }) => detail).join(' '))
  return result.settings
}
