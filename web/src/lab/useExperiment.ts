import { computed, shallowRef } from 'vue'
import type { ExperimentView, WireEvent } from '../../../api/lab/interface.ts'
import { useSettings } from '../settings/useSettings.ts'
import { createExperiment, getExperiment, LabError } from './control.ts'
import { followWire, type Wire } from './follow-wire.ts'
import { useLab } from './useLab.ts'

const { settings } = useSettings()
const { report, trouble } = useLab()

const current = shallowRef<ExperimentView | null>(null)
const events = shallowRef<readonly WireEvent[]>([])
let wire: Wire | null = null
/** What is added to the server's numbers: after a restart it counts from 1 again. */
let offset = 0
/** Whether the stream broke, so that the server may have been restarted. */
let doubtful = false
const onEvent = new Set<() => void>()

/** Whether the knobs stand elsewhere than when the current experiment began. */
const outdated = computed(
  () => current.value !== null && JSON.stringify(current.value.settings) !== JSON.stringify(settings.value),
)

/** Starts an experiment with the present settings. */
const start = () => createExperiment(settings.value)

/** Makes an experiment the current one, and listens to its wire. */
function follow(view: ExperimentView) {
  forget()
  offset = 0
  current.value = view
  sessionStorage.setItem(REMEMBERED, view.id)
  wire = listen(view.id)
}

function listen(id: string): Wire {
  const before = offset
  return followWire(id, {
    event: (event) => add({ ...event, number: event.number + before }),
    open() {
      if (trouble.value?.kind === 'gone') trouble.value = null
      makeSure().catch(fail)
    },
    broken() {
      doubtful = true
      getExperiment(id).catch(fail)
    },
  })
}

function add(event: WireEvent) {
  if (events.value.some(({ number }) => number === event.number)) return
  events.value = [...events.value, event].sort((a, b) => a.number - b.number)
  for (const listener of onEvent) listener()
}

const lastNumber = () => events.value.at(-1)?.number ?? 0

/** After the stream broke: if the server was restarted, its events are counted on from the last one. */
async function makeSure() {
  const { id } = current.value ?? {}
  if (!doubtful || id === undefined) return
  const { received } = await getExperiment(id)
  doubtful = false
  if (received + offset >= lastNumber()) return
  offset = lastNumber()
  wire?.close()
  wire = listen(id)
}

/** Leaves the current experiment; the next request begins another one. What was seen stays to be read. */
function leave() {
  wire?.close()
  wire = null
  current.value = null
  sessionStorage.removeItem(REMEMBERED)
}

/** Leaves the current experiment, and what was seen of it. */
function forget() {
  leave()
  events.value = []
}

function fail(error: unknown) {
  if (error instanceof LabError && error.kind === 'ended') leave()
  report(error)
}

/** How long to wait for the stream, which is a moment behind the answers. */
const PATIENCE = 3000

/**
 * Waits until the events of all requests that have arrived so far, from `after` on, are here.
 * @returns the number of the last one
 */
async function caughtUp(id: string, after: number): Promise<number> {
  const received = (await getExperiment(id)).received + offset
  const complete = () => events.value.filter(({ number }) => number > after).length >= received - after
  wire?.open()
  await until(complete)
  wire?.rest()
  return received
}

/** Waits until the events fulfil a condition, or for as long as patience lasts. */
function until(condition: () => boolean): Promise<void> {
  if (condition()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      onEvent.delete(check)
      resolve()
    }
    const check = () => condition() && done()
    const timer = setTimeout(done, PATIENCE)
    onEvent.add(check)
  })
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
  return { current, events, outdated, start, follow, resume, makeSure, forget, fail, caughtUp }
}
