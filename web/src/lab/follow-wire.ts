import type { WireEvent } from '../../../api/lab/interface.ts'
import { readWireEvent } from './control.ts'

interface Listeners {
  event(event: WireEvent): void
  open(): void
  /** The stream broke; the browser tries again by itself, unless the answer was no stream. */
  broken(): void
}

/**
 * Follows what an experiment's server sees. A browser opens six connections to a host and no more, and a
 * stream keeps one of them: so it is closed while nobody looks, and replayed from the start after that.
 */
export function followWire(experiment: string, listeners: Listeners): { close(): void } {
  let source: EventSource | null = null

  function open() {
    source = new EventSource(`/lab/experiments/${experiment}/wire`)
    source.onopen = () => listeners.open()
    source.onerror = () => listeners.broken()
    source.onmessage = ({ data }) => {
      const event = readWireEvent(String(data))
      if (event) listeners.event(event)
    }
  }

  function close() {
    source?.close()
    source = null
  }

  function followVisibility() {
    close()
    if (!document.hidden) open()
  }

  followVisibility()
  document.addEventListener('visibilitychange', followVisibility)
  return {
    close() {
      document.removeEventListener('visibilitychange', followVisibility)
      close()
    },
  }
}
