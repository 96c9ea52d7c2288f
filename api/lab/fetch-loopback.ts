import { get } from 'node:http'
import type { LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'

/** Hosts under localhost are this machine, but not every system's resolver knows that. */
const lookup: LookupFunction = (_host, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }])
  else done(null, '127.0.0.1', 4)
}

/** GETs a URL of the lab over its loopback port. */
export function fetchLoopback(url: string, { signal }: { signal: AbortSignal }): Promise<Response> {
  return new Promise((resolve, reject) => {
    get(url, { lookup, signal }, (answer) => {
      text(answer).then((body) => resolve(new Response(body, { status: answer.statusCode ?? 0 })), reject)
    }).on('error', reject)
  })
}
