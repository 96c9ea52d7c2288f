import { computed, shallowRef } from 'vue'
import type { ExperimentView } from '../../../api/lab/interface.ts'
import { useSettings } from '../settings/useSettings.ts'
import { createExperiment, getExperiment, LabError } from './control.ts'
import { type FollowedExperiment, followExperiment } from './followExperiment.ts'
import { useLab } from './useLab.ts'

const { settings } = useSettings()
const { report, trouble } = useLab()

const current = shallowRef<ExperimentView | null>(null)
const followed = shallowRef<FollowedExperiment | null>(null)
const events = computed(() => followed.value?.events.value ?? [])

/** Whether the knobs stand elsewhere than when the current experiment began. */
const outdated = computed(
  () => current.value !== null && JSON.stringify(current.value.settings) !== JSON.stringify(settings.value),
)

/** Starts an experiment with the present settings. */
const start = () => createExperiment(settings.value)

/** Makes an experiment the current one, and listens to its wire. */
function follow(view: ExperimentView): FollowedExperiment {
  forget()
  current.value = view
  sessionStorage.setItem(REMEMBERED, view.id)
  const own = followExperiment(view.id, {
    opened() {
      if (trouble.value?.kind === 'gone') trouble.value = null
    },
    failed: fail,
  })
  followed.value = own
  return own
}

/** The current experiment, if it has not ended, and what its server sees. */
async function ongoing() {
  await followed.value?.makeSure()
  return current.value && followed.value && { experiment: current.value, followed: followed.value }
}

/** Leaves the current experiment; the next request begins another one. What was seen stays to be read. */
function leave() {
  followed.value?.close()
  current.value = null
  sessionStorage.removeItem(REMEMBERED)
}

/** Leaves the current experiment, and what was seen of it. */
function forget() {
  leave()
  followed.value = null
}

function fail(error: unknown) {
  if (error instanceof LabError && error.kind === 'ended') leave()
  report(error)
}

const REMEMBERED = 'with-credentials.experiment'

/** After a reload: goes on with this tab's experiment if it still runs with the present settings. */
async function resume(): Promise<ExperimentView | null> {
  const id = sessionStorage.getItem(REMEMBERED)
  if (!id) return null
  const view = await getExperiment(id).catch(() => null)
  if (!view || JSON.stringify(view.settings) !== JSON.stringify(settings.value)) return null
  follow(view)
  return view
}

/** The experiment under which requests are made, and what its server has seen. */
export function useExperiment() {
  return { current, events, outdated, start, follow, ongoing, resume, forget, fail }
}
