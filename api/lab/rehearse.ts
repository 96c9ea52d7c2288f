import type { RequestListener } from 'node:http'
import inject from 'light-my-request'
import * as v from 'valibot'
import { CSRF_HEADER } from '../csrf/double-submit.ts'
import { mount } from '../mount.ts'
import { type Settings, settingsSchema } from '../settings/settings.ts'
import { memoryStore } from '../store/memory-store.ts'
import { unhashedDemoUsers } from './demo-users.ts'
import type { Rehearsed, RehearsedRequest } from './interface.ts'
import type { ExperimentKeys } from './keys.ts'
import { createServers } from './servers.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const line = v.pipe(
  v.string('Expected text.'),
  v.regex(/^[\t\x20-\x7e]{0,8192}$/, 'Expected a header’s text.'),
)
const token = v.pipe(
  v.string('Expected text.'),
  v.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/, 'Expected a name.'),
)

export const rehearsalSchema = v.strictObject({
  settings: settingsSchema,
  id: v.optional(
    v.pipe(v.string('Expected text.'), v.regex(/^[a-z0-9]{1,12}$/, 'Expected an experiment’s id.')),
    'next',
  ),
  requests: v.pipe(
    v.array(
      v.strictObject({
        method: v.picklist(METHODS, `Expected one of ${METHODS.join(', ')}.`),
        path: v.pipe(
          v.string('Expected text.'),
          v.regex(/^\/[\x21-\x7e]{0,1000}$/, 'Expected a path, such as /login.'),
        ),
        headers: v.pipe(
          v.array(v.strictTuple([token, line])),
          v.maxLength(64, 'Expected at most 64 headers.'),
        ),
        cookies: v.pipe(v.array(token), v.maxLength(64, 'Expected at most 64 cookies.')),
        body: v.exactOptional(v.string('Expected text.')),
      }),
      'Expected a list of requests.',
    ),
    v.maxLength(32, 'Expected at most 32 requests.'),
  ),
})

/**
 * What an experiment with these settings would answer to a story. Each call tells the story from its beginning, so nothing has
 * to be kept between calls.
 */
export async function rehearse(
  { settings, id, requests }: v.InferOutput<typeof rehearsalSchema>,
  pageOrigin: string,
  keys: ExperimentKeys,
): Promise<Rehearsed> {
  const answer = openRehearsal(settings, id, pageOrigin, keys)
  const answers: Rehearsed['answers'] = []
  for (const request of requests) answers.push(await answer(request))
  return { answers }
}

/** What answers one request of a story after the other: the real application, without a socket, on stores that are thrown away. */
export function openRehearsal(
  settings: Settings,
  id: string,
  pageOrigin: string,
  keys: ExperimentKeys,
): (request: RehearsedRequest) => Promise<Rehearsed['answers'][number]> {
  const deps = { id, pageOrigin, users: unhashedDemoUsers, store: memoryStore(), now: Date.now, ...keys }
  const servers = createServers(settings, deps)
  const base = settings.relation === 'same-origin' ? `/api/x/${id}` : `/x/${id}`
  const secrets = newSecrets()
  let number = 0
  return async (request) => {
    number += 1
    const serve: RequestListener = (incoming, outgoing) => {
      mount(incoming, base, (incoming.url ?? '').slice(base.length))
      servers.handle(number, incoming, outgoing)
    }
    const { headers, payload } = secrets.fillIn(request)
    const answer = await inject(serve, {
      method: request.method,
      url: base + request.path,
      headers,
      ...payload,
    })
    secrets.note(answer.headers['set-cookie'], answer.payload)
    return {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, `${one}`]),
      ),
      body: answer.payload,
      server: servers.turn(number),
    }
  }
}

const issued = v.object({
  accessToken: v.optional(v.string()),
  refreshToken: v.optional(v.string()),
  csrfToken: v.optional(v.string()),
})

/** What the server has issued so far. What it takes back is kept too: a request names it only where somebody still has it. */
function newSecrets() {
  const cookies = new Map<string, string>()
  let accessToken: string | undefined
  let refreshToken: string | undefined
  let csrfToken: string | undefined

  return {
    note(setCookie: string | string[] | undefined, body: string) {
      for (const cookie of [setCookie ?? []].flat()) {
        const [, name, value = ''] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? []
        if (name && !/;\s*expires=[^;]*\b1970\b/i.test(cookie)) cookies.set(name, value)
      }
      const tokens = body.startsWith('{') ? v.safeParse(issued, JSON.parse(body)) : undefined
      if (!tokens?.success) return
      accessToken = tokens.output.accessToken ?? accessToken
      refreshToken = tokens.output.refreshToken ?? refreshToken
      csrfToken = tokens.output.csrfToken ?? csrfToken
    },
    fillIn({ headers, cookies: names, body }: RehearsedRequest) {
      const record: Record<string, string> = Object.fromEntries(
        headers.map(([name, value]) => [name.toLowerCase(), value]),
      )
      if (names.length > 0)
        record.cookie = names.map((name) => `${name}=${cookies.get(name) ?? ''}`).join('; ')
      if (accessToken && record.authorization?.startsWith('Bearer '))
        record.authorization = `Bearer ${accessToken}`
      if (csrfToken && record[CSRF_HEADER] !== undefined) record[CSRF_HEADER] = csrfToken
      return { headers: record, payload: body === undefined ? {} : { payload: withRefreshToken(body) } }
    },
  }

  /** In JSON and in a form alike, a refresh token is random text that needs no escaping. */
  function withRefreshToken(body: string): string {
    if (refreshToken === undefined) return body
    return body.replace(/(refreshToken(?:":\s*"|=))[\w-]*/, `$1${refreshToken}`)
  }
}
