import { type ShallowRef, shallowRef } from 'vue'
import type { WireEvent } from '../../../api/lab/interface.ts'
import { getExperiment } from './control.ts'
import { followWire, type Wire } from './follow-wire.ts'

/** What an experiment's server sees, as it sees it. */
export interface FollowedExperiment {
  /** In the order in which the requests arrived. */
  readonly events: Readonly<ShallowRef<readonly WireEvent[]>>
  /** The number of the last event that is here; 0 where there is none. */
  last(): number
  /** After the stream broke: if the server was restarted, its events are counted on from the last one. */
  makeSure(): Promise<void>
  /**
   * Waits until the events of all requests that have arrived so far, from `after` on, are here.
   * @returns the number of the last one
   */
  caughtUp(after: number): Promise<number>
  /** Closes the stream. What was seen stays to be read. */
  close(): void
}

interface Listeners {
  opened(): void
  /** The stream broke, and the lab does not answer for the experiment either. */
  failed(error: unknown): void
}

/** How long to wait for the stream, which is a moment behind the answers, in milliseconds. */
const PATIENCE = 3000

export function followExperiment(id: string, { opened, failed }: Listeners): FollowedExperiment {
  const events = shallowRef<readonly WireEvent[]>([])
  const waiting = new Set<() => void>()
  /** What is added to the server's numbers: after a restart it counts from 1 again. */
  let offset = 0
  /** Whether the stream broke, so that the server may have been restarted. */
  let doubtful = false
  let closed = false
  let wire = listen()

  function listen(): Wire {
    const before = offset
    return followWire(id, {
      event: (event) => add({ ...event, number: event.number + before }),
      open() {
        opened()
        makeSure().catch(failed)
      },
      broken() {
        doubtful = true
        getExperiment(id).catch(failed)
      },
    })
  }

  function add(event: WireEvent) {
    if (events.value.some(({ number }) => number === event.number)) return
    events.value = [...events.value, event].sort((a, b) => a.number - b.number)
    for (const check of waiting) check()
  }

  const last = () => events.value.at(-1)?.number ?? 0

  async function makeSure() {
    if (!doubtful || closed) return
    const { received } = await getExperiment(id)
    doubtful = false
    if (received + offset >= last() || closed) return
    offset = last()
    wire.close()
    wire = listen()
  }

  async function caughtUp(after: number): Promise<number> {
    const received = (await getExperiment(id)).received + offset
    if (closed) return received
    wire.open()
    await until(() => events.value.filter(({ number }) => number > after).length >= received - after)
    if (!closed) wire.rest()
    return received
  }

  /** Waits until the events fulfil a condition, the stream is closed, or for as long as patience lasts. */
  function until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        waiting.delete(check)
        resolve()
      }
      const check = () => (closed || condition()) && done()
      const timer = setTimeout(done, PATIENCE)
      waiting.add(check)
    })
  }

  function close() {
    closed = true
    wire.close()
    for (const check of waiting) check()
  }

  return { events, last, makeSure, caughtUp, close }
}
