import { computed } from 'vue'
import { clientSnippets } from '../../snippets/client/clients.ts'
import { serverSnippets } from '../../snippets/server/servers.ts'
import type { Place, Snippet } from '../../snippets/snippet.ts'
import { soundSettings } from '../../snippets/sound.ts'
import { useLab } from '../lab/useLab.ts'
import { useRemembered } from '../look/useRemembered.ts'
import { useSettings } from '../settings/useSettings.ts'

const { settings } = useSettings()
const { apiOrigin } = useLab()

/** Null where the lab has no such API. */
const place = computed<Place | null>(() =>
  apiOrigin.value ? { page: location.origin, api: apiOrigin.value } : null,
)
const sound = computed(() => soundSettings(settings.value))
const snippets = computed<readonly Snippet[]>(() => {
  if (!place.value) return []
  return [
    ...serverSnippets(settings.value, place.value),
    ...clientSnippets(sound.value.settings, place.value),
  ]
})

const keyOf = ({ side, name }: Snippet) => `${side}-${name}`
const key = useRemembered<string>('code', [
  'server-Koa',
  'server-Express',
  'server-Fastify',
  'server-Hono',
  'server-nginx',
  'client-axios',
  'client-fetch',
])
const options = computed(() => snippets.value.map((one) => ({ value: keyOf(one), label: one.name })))
const snippet = computed(() => snippets.value.find((one) => keyOf(one) === key.value) ?? snippets.value[0])
/** A client does what it is told, and nginx leaves it to the application who asks: what is unsound there is the server's. */
const replaced = computed(() => {
  const { side, name } = snippet.value ?? {}
  if (side !== 'server') return []
  return sound.value.replaced.filter(({ path }) => name !== 'nginx' || /^(cors|cookie)\./.test(path))
})
const chosen = computed(() => snippet.value && keyOf(snippet.value))

/** The code to take along for the knobs as they stand, and which of it is shown. */
export function useSnippets() {
  return {
    options,
    snippet,
    replaced,
    chosen,
    choose(value: string) {
      key.value = value
    },
  }
}
