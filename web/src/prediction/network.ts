import type { Rehearsal, Rehearsed, RehearsedRequest } from '../../../api/lab/interface.ts'
import { rehearsedRequest } from '../../../api/lab/rehearsed-request.ts'
import type { Relation } from '../../../api/settings/settings.ts'
import type { AsyncNetwork, WireRequest } from '../../browser/network.ts'

export type RehearsedAnswer = Rehearsed['answers'][number]

/** Asks the lab what it would answer to a story. */
export type Ask = (rehearsal: Rehearsal) => Promise<Rehearsed>

/** A request that would reach the API, and what the API would answer. */
export interface Hop {
  request: WireRequest
  answer: RehearsedAnswer
}

const NOT_HERE: RehearsedAnswer = { status: 404, headers: [], body: '', server: 1 }

/**
 * The lab as the model's network. The lab keeps nothing between two questions, so each one tells the whole
 * story again, with one request more. Every hop is noted.
 */
export function rehearsedNetwork(
  ask: Ask,
  { settings, id, base }: { settings: unknown; id: string; base: string },
  note: (hop: Hop) => void,
): AsyncNetwork {
  const requests: RehearsedRequest[] = []
  return async (request) => {
    const path = pathBelow(base, request.url)
    if (path !== null) requests.push(rehearsedRequest(request, path))
    const answers = path === null ? [] : (await ask({ settings, id, requests: [...requests] })).answers
    const answer = answers.at(-1) ?? NOT_HERE
    note({ request, answer })
    return answer
  }
}

/** Null for a URL that is none of the experiment's. */
const pathBelow = (base: string, url: string) => (url.startsWith(`${base}/`) ? url.slice(base.length) : null)

/** Where an experiment answers: below an origin of its own, or behind the page's. */
export const baseOf = (relation: Relation, origin: string, id: string) =>
  relation === 'same-origin' ? `${origin}/api/x/${id}` : `${origin}/x/${id}`
