import type { IncomingMessage } from 'node:http'

const mounts = new WeakMap<IncomingMessage, string>()

/** Cuts a prefix off a request's path: what comes after sees its own paths, wherever it hangs. */
export function mount(request: IncomingMessage, prefix: string, rest: string): void {
  mounts.set(request, prefix)
  request.url = rest || '/'
}

/** The path under which the client sees the application, such as `/x/abc234`; empty at the root. */
export const mountPath = (request: IncomingMessage): string => mounts.get(request) ?? ''
