import { computed, shallowRef } from 'vue'
import type { LabView } from '../../../api/lab/interface.ts'
import type { Relation } from '../../../api/settings/settings.ts'
import { getLab } from '../lab/control.ts'
import { type Trouble, troubleOf } from '../lab/trouble.ts'
import { useThisBrowser } from '../prediction/useThisBrowser.ts'
import type { Cast } from '../run/tellStory.ts'
import { modelled } from '../trial/models.ts'

const { own, policy, probe } = useThisBrowser()

const lab = shallowRef<LabView | null>(null)
const trouble = shallowRef<Pick<Trouble, 'message' | 'advice'> | null>(null)
/** Whether it is known what this browser does with third-party cookies: before that, nothing runs. */
const ready = shallowRef(false)

/** Who acts in every lesson: the first user, and another. */
const cast = computed<Cast>(() => {
  const [first, second] = lab.value?.users ?? []
  const { username = '', password = '' } = first ?? {}
  return { user: { username, password }, other: second?.username ?? '' }
})

/** Which of the browsers of the tests this one is; null where it is none. */
const setting = computed(() => modelled(own, policy.value))

/** The API's origin for a relation; null where the lab runs without https, or has not answered yet. */
const originOf = (relation: Relation) => lab.value?.origins[relation] ?? null

async function load() {
  try {
    const found = await getLab()
    if (location.protocol === 'https:') {
      trouble.value = {
        message: 'The lessons are about the page over http.',
        advice: `Go to ${found.pages.http}/lessons.`,
      }
      return
    }
    lab.value = found
    trouble.value = null
    await probe(originOf, cast.value.user)
    ready.value = true
  } catch (error) {
    report(error)
  }
}

function report(error: unknown) {
  trouble.value = troubleOf(error)
}

/** The lab as the lessons need it: where the API is, who logs in, and what is wrong. */
export function useLessonLab() {
  return { lab, cast, setting, originOf, ready, trouble, load, report }
}
