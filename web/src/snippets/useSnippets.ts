import { computed } from 'vue'
import { clientSnippets } from '../../snippets/client/clients.ts'
import type { Place, Snippet } from '../../snippets/snippet.ts'
import { useLab } from '../lab/useLab.ts'
import { useRemembered } from '../look/useRemembered.ts'
import { useSettings } from '../settings/useSettings.ts'

const { settings } = useSettings()
const { apiOrigin } = useLab()

/** Null where the lab has no such API. */
const place = computed<Place | null>(() =>
  apiOrigin.value ? { page: location.origin, api: apiOrigin.value } : null,
)
const snippets = computed<readonly Snippet[]>(() =>
  place.value ? clientSnippets(settings.value, place.value) : [],
)

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
const chosen = computed(() => snippet.value && keyOf(snippet.value))

/** The code to take along for the knobs as they stand, and which of it is shown. */
export function useSnippets() {
  return {
    options,
    snippet,
    chosen,
    choose(value: string) {
      key.value = value
    },
  }
}
