import { createServer, type RequestListener } from 'node:http'

/**
 * Serves in a process of its own: tells the port, and answers the parent's questions one after the other: "processor time" with
 * the microseconds used so far, anything else with what is known. It goes with its parent.
 */
export function serveMeasured(listener: RequestListener, known: object = {}): void {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.(typeof address === 'object' ? address?.port : undefined)
  })
  process.on('message', (question) => {
    process.send?.(question === 'processor time' ? processorTime() : known)
  })
  process.once('disconnect', () => process.exit())
}

/** Microseconds so far. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}
