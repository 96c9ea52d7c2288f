import type { Relation, Settings } from '../settings/settings.ts'
import type { HostileSource } from './origins.ts'

/** What `GET /lab` answers: where things are, before any experiment exists. */
export interface LabView {
  /** The page's own origin for each scheme; https is null where the lab runs without it. */
  pages: { http: string; https: string | null }
  /** The API's origin for each relation; null where the lab runs without https. */
  origins: Record<Relation, string | null>
  /** The origin of the second service; each experiment's reports are at `/x/<id>/reports` there. */
  reports: string
  /** The origins of the hostile page, for each scheme. */
  hostile: Record<HostileSource, { http: string; https: string | null }>
  /** The demo users, passwords and all: they exist to be logged in as. */
  users: { username: string; name: string; role: string; password: string }[]
}

/** What `POST /lab/experiments` and `GET /lab/experiments/:id` answer. */
export interface ExperimentView {
  id: string
  settings: Settings
  /** The experiment's base URL for each relation; null where the lab runs without https. */
  bases: Record<Relation, string | null>
  /** How many requests have reached the experiment so far: the wire has an event for each. */
  received: number
}

/** What `POST /lab/experiments/:id/keys` answers: the names of the keys that verify tokens now, the newest first. */
export interface RotatedKeys {
  kids: string[]
}

/** What `GET /lab/experiments/:id/loot` answers: what the hostile page, or an injected script, has sent home. */
export interface LootView {
  loot: Loot[]
}

export interface Loot {
  /** The Origin header of what sent it. */
  origin: string | null
  /** What came of it: something that proves to be the user, an answer of the API to the user, or neither. */
  holds: 'credential' | 'answer' | 'nothing'
  /** Secrets are shortened. */
  text: string
}

/** One request as the server saw it, and its answer. Events come in the order in which the requests ended. */
export interface WireEvent {
  /** The request's number within its experiment, counted from 1 in the order of arrival. */
  number: number
  /** When the request arrived, ISO 8601. */
  at: string
  /** Milliseconds from arrival to the end of the answer. */
  duration: number
  request: {
    method: string
    /** The whole URL, by the Host header. */
    url: string
    /** An OPTIONS request with Access-Control-Request-Method. */
    preflight: boolean
    origin: string | null
    /** The Sec-Fetch-Site header. */
    site: string | null
    /** Names of this experiment's cookies in the Cookie header, in order. */
    cookies: string[]
    /** How many other cookies came along. */
    otherCookies: number
    /** The Authorization header, shortened. */
    authorization: string | null
    bytes: RequestBytes
    /** Access-Control-Request-Method, -Headers, …; Content-Type; as [name, value]. */
    headers: [string, string][]
  }
  /** Which of the experiment's servers answered, counted from 1: with two of them, they take turns. */
  server: number
  /** Null where the connection ended before there was an answer. */
  answer: {
    status: number
    /** CORS headers, Vary, Location, WWW-Authenticate and Set-Cookie (values shortened), as [name, value]. */
    headers: [string, string][]
  } | null
}

/** The size of a request's head, in bytes as they came over HTTP/1.1, less what cookies of other experiments take. */
export interface RequestBytes {
  /** The request line, every header line, and the empty line at the end. */
  head: number
  /** What of it proves who asks: the lines Cookie and Authorization. */
  credential: number
}

/** RFC 9457 problem details, as every error of the API and the lab answers. */
export interface ProblemDetails {
  type: string
  title: string
  status: number
  detail: string
  /** Which fields were refused, and what would be right. */
  errors?: { field: string; detail: string }[]
}

/** What `POST /lab/answers` takes: a story so far, told from its beginning. */
export interface Rehearsal {
  /** Partial settings. */
  settings: unknown
  /** What stands in cookie names for the experiment's id; left out, `next`. */
  id?: string
  /** Every request that reached the server so far, preflights too, in order. */
  requests: RehearsedRequest[]
}

/**
 * A request without its secrets: the server fills in what it issued itself earlier in the same rehearsal,
 * for the cookies that are named, for a Bearer token, for a CSRF token in X-XSRF-TOKEN, and for a
 * `refreshToken` in the body.
 */
export interface RehearsedRequest {
  method: string
  /** Below the experiment's base URL, such as `/login`. */
  path: string
  /** As [name, value], without Cookie. */
  headers: [string, string][]
  /** Names of the cookies that go along. */
  cookies: string[]
  body?: string
}

/** What `POST /lab/answers` answers: one answer for each request. Nothing is left behind. */
export interface Rehearsed {
  answers: {
    status: number
    headers: [string, string][]
    body: string
    /** Which of the experiment's servers would answer, counted from 1. */
    server: number
  }[]
}
