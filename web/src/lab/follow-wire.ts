import type { WireEvent } from '../../../api/lab/interface.ts'
import { readWireEvent } from './control.ts'

interface Listeners {
  event(event: WireEvent): void
  open(): void
  /** The stream broke; the browser tries again by itself, unless the answer was no stream. */
  broken(): void
}

export interface Wire {
  /** Opens the stream, though nobody may be looking. */
  open(): void
  /** Closes it again if nobody is looking. */
  rest(): void
  /** Closes it for good. */
  close(): void
}

/**
 * Follows what an experiment's server sees. A browser opens six connections to a host and no more, and a
 * stream keeps one of them: so it is closed while nobody looks, and replayed from the start after that.
 */
export function followWire(experiment: string, listeners: Listeners): Wire {
  let source: EventSource | null = null

  function open() {
    if (source) return
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

  const rest = () => (document.hidden ? close() : open())

  rest()
  document.addEventListener('visibilitychange', rest)
  return {
    open,
    rest,
    close() {
      document.removeEventListener('visibilitychange', rest)
      close()
    },
  }
}
