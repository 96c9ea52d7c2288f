import { computed, shallowRef } from 'vue'
import type { LabView } from '../../../api/lab/interface.ts'
import type { Relation } from '../../../api/settings/settings.ts'
import type { Login } from '../client/api.ts'
import { useSettings } from '../settings/useSettings.ts'
import { getLab } from './control.ts'
import { type RelationKind, relationBetween } from './relation.ts'
import { type Trouble, troubleOf } from './trouble.ts'

const lab = shallowRef<LabView | null>(null)
const trouble = shallowRef<Trouble | null>(null)
const username = shallowRef('')

/** Who logs in, and somebody else. */
const user = computed<Login>(() => {
  const { username: name = '', password = '' } =
    lab.value?.users.find((one) => one.username === username.value) ?? {}
  return { username: name, password }
})
const other = computed(() => lab.value?.users.find((one) => one.username !== username.value)?.username ?? '')

async function load() {
  try {
    lab.value = await getLab()
    username.value ||= lab.value.users[0]?.username ?? ''
    trouble.value = null
  } catch (error) {
    report(error)
  }
}

function report(error: unknown) {
  trouble.value = troubleOf(error)
}

/** The API's origin for a relation; null where the lab runs without https, or has not answered yet. */
function originOf(relation: Relation): string | null {
  return relation === 'same-origin' ? location.origin : (lab.value?.origins[relation] ?? null)
}

const { settings } = useSettings()
const apiOrigin = computed(() => originOf(settings.value.relation))

/** How the chosen API origin stands to this page. */
const kind = computed<RelationKind>(() =>
  apiOrigin.value ? relationBetween(location.origin, apiOrigin.value) : kindByName[settings.value.relation],
)

/** For the moment before the lab has told its origins, and for those it does not have. */
const kindByName: Record<Relation, RelationKind> = {
  'same-origin': 'same-origin',
  'other-port': 'same-site',
  subdomain: 'same-site',
  'cross-site': 'cross-site',
  'https-subdomain': 'cross-scheme',
  'https-cross-site': 'cross-scheme',
}

/** Where things are, who can log in, and what is wrong with the lab. */
export function useLab() {
  return { lab, user, other, username, trouble, load, report, originOf, apiOrigin, kind, kindByName }
}
