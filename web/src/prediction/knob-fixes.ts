import type { Moved } from '../settings/moved.ts'

/** A way out: which knobs to turn, and to which values. */
export interface Way {
  title: string
  moves: Moved
}

const partitioned: Way = {
  title: 'Set SameSite=None; Secure; Partitioned',
  moves: { 'cookie.sameSite': 'None', 'cookie.secure': true, 'cookie.partitioned': true },
}
const none: Way = {
  title: 'Set SameSite=None; Secure',
  moves: { 'cookie.sameSite': 'None', 'cookie.secure': true },
}
const lax: Way = { title: 'Set SameSite=Lax', moves: { 'cookie.sameSite': 'Lax' } }
const secure: Way = { title: 'Add Secure', moves: { 'cookie.secure': true } }
const insecure: Way = { title: 'Leave Secure out', moves: { 'cookie.secure': false } }
const whole: Way = { title: 'Add Partitioned', moves: { 'cookie.partitioned': true, 'cookie.secure': true } }
const unpartitioned: Way = { title: 'Leave Partitioned out', moves: { 'cookie.partitioned': false } }
const nearer: Way[] = [
  { title: 'Serve the API under the page’s own site', moves: { relation: 'subdomain' } },
  { title: 'Serve the API under the page’s own site', moves: { relation: 'https-subdomain' } },
]
const sameOrigin: Way = { title: 'Serve both from one origin', moves: { relation: 'same-origin' } }
const bearer: Way = { title: 'Use a bearer token', moves: { credential: 'bearer' } }
const ownDomain: Way = { title: 'Leave Domain out', moves: { 'cookie.domain': null } }
const noPrefix: Way = { title: 'Rename the cookie', moves: { 'cookie.prefix': 'none' } }
const wholePath: Way = { title: 'Set Path=/', moves: { 'cookie.path': '/' } }
const credentials: Way[] = [
  { title: 'Set withCredentials', moves: { 'client.withCredentials': true } },
  { title: 'Send credentials: include', moves: { 'client.credentials': 'include' } },
]
const without: Way[] = [
  { title: 'Send the request without credentials', moves: { 'client.withCredentials': false } },
  { title: 'Send the request without credentials', moves: { 'client.credentials': 'omit' } },
]
const nameOrigin: Way = { title: 'Name the page’s origin', moves: { 'cors.origin': 'page' } }
const allowCredentials: Way = { title: 'Allow credentials', moves: { 'cors.credentials': true } }
const corsFirst: Way = {
  title: 'Let @koa/cors answer first',
  moves: { 'cors.policy': 'koa-cors' },
}
const soundCors: Way = {
  title: 'Let @koa/cors name the page’s origin',
  moves: { 'cors.policy': 'koa-cors', 'cors.origin': 'page', 'cors.credentials': true },
}
const keepOnError: Way = { title: 'Keep the headers on errors', moves: { 'cors.keepHeadersOnError': true } }
const form: Way = {
  title: 'Send the body as a form',
  moves: { 'client.contentType': 'application/x-www-form-urlencoded' },
}
const methods: Way = {
  title: 'Allow the method',
  moves: { 'cors.allowMethods': ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'] },
}
const post: Way = { title: 'Use POST', moves: { 'client.method': 'POST' } }
const anyHeaders: Way = { title: 'Allow the headers that are asked for', moves: { 'cors.allowHeaders': [] } }
const noHeader: Way = { title: 'Leave the extra header out', moves: { 'client.header': null } }
const corsMode: Way = { title: 'Use mode cors', moves: { 'client.mode': 'cors' } }
const https: Way[] = [
  { title: 'Serve the API over https', moves: { relation: 'https-subdomain' } },
  { title: 'Serve the API over https', moves: { relation: 'https-cross-site' } },
]

const oneStore: Way = { title: 'Give the servers one store', moves: { 'wire.servers': 'shared-store' } }
const oneServer: Way = { title: 'Run one server', moves: { 'wire.servers': 'one' } }

const sites = [partitioned, none, ...nearer, sameOrigin, bearer]
const origin = [corsFirst, nameOrigin, keepOnError, soundCors, sameOrigin]
const byReason: Record<string, Way[]> = {
  SameSiteStrict: [lax, ...sites],
  SameSiteLax: sites,
  SameSiteUnspecifiedTreatedAsLax: sites,
  SameSiteNoneInsecure: [secure, lax, ...sites],
  UserPreferences: [whole, partitioned, ...nearer, sameOrigin, bearer],
  SecureOnly: [...https, insecure, lax, sameOrigin, bearer],
  UnknownError: [secure, unpartitioned],
  InvalidDomain: [ownDomain, ...nearer, sameOrigin],
  InvalidPrefix: [secure, ownDomain, wholePath, noPrefix],
  OverwriteSecure: https,
  NotOnPath: [wholePath],
  CredentialsMode: [...credentials, sameOrigin],
  MissingAllowOriginHeader: origin,
  WildcardOriginNotAllowed: [...origin, ...without, bearer],
  MultipleAllowOriginValues: origin,
  InvalidAllowOriginValue: origin,
  AllowOriginMismatch: origin,
  InvalidAllowCredentials: [allowCredentials, soundCors, ...without, sameOrigin],
  InvalidStatus: [corsFirst, soundCors, form, sameOrigin],
  DisallowedRedirect: [corsFirst, soundCors, form, sameOrigin],
  MethodDisallowedByPreflightResponse: [methods, soundCors, post, sameOrigin],
  HeaderDisallowedByPreflightResponse: [anyHeaders, noHeader, form, soundCors, sameOrigin],
  InvalidAllowMethodsPreflightResponse: [soundCors, sameOrigin],
  InvalidAllowHeadersPreflightResponse: [soundCors, sameOrigin],
  MixedContent: [...https, sameOrigin],
  ForbiddenMethod: [corsMode, post],
  UnknownToServer: [oneStore, oneServer, bearer],
  Opaque: [corsMode, sameOrigin],
}

/** Ways worth trying, by reason; each is tried in the model before it is shown. A preflight's reasons are an answer's. */
export const waysFor = (reason: string): readonly Way[] =>
  byReason[reason] ?? byReason[reason.replace(/^Preflight/, '')] ?? []
