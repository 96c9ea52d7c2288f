import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Api, Login } from '../client/api.ts'
import { type Exchange, pair, type ScriptRequest } from './exchange.ts'

/** What a person can ask the API for, in the order of the keys. */
export const actions = [
  { name: 'login', title: 'Log in', path: '/login' },
  { name: 'me', title: 'Who am I', path: '/me' },
  { name: 'admin', title: 'Admin', path: '/admin' },
  { name: 'transfer', title: 'Transfer', path: '/transfers' },
  { name: 'refresh', title: 'Refresh', path: '/refresh' },
  { name: 'logout', title: 'Log out', path: '/logout' },
] as const

export type ActionName = (typeof actions)[number]['name']

export const actionOf = (name: ActionName) => actions.find((action) => action.name === name) ?? actions[0]

/** One press of a key, with the requests that the script made for it. */
export interface Action {
  name: ActionName
  /** Who was to log in, and to whom a transfer went. */
  user: Login
  other: string
  /** When, in milliseconds of the page's clock. */
  at: number
  /** Which press it came of: a run is one press with two actions. */
  press: number
  requests: ScriptRequest[]
  /** The server's events with numbers above `after` and up to `upTo` belong to it; null: no end yet. */
  after: number
  upTo: number | null
}

/** An action with what came of each of its requests. */
export interface ToldAction extends Action {
  exchanges: Exchange[]
}

/** Puts an action's requests beside what the server saw of them. */
export function told(action: Action, events: readonly WireEvent[]): ToldAction {
  const { after, upTo, requests } = action
  const own = events.filter(({ number }) => number > after && (upTo === null || number <= upTo))
  return { ...action, exchanges: pair(requests, own, upTo !== null) }
}

/** Asks what an action's key stands for. */
export function call(
  client: Api<unknown>,
  { name, user, other }: Pick<Action, 'name' | 'user' | 'other'>,
): Promise<unknown> {
  switch (name) {
    case 'login':
      return client.login(user)
    case 'transfer':
      return client.transfer({ to: other, amount: 10 })
    default:
      return client[name]()
  }
}
