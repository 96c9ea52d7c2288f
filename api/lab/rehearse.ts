import inject from 'light-my-request'
import * as v from 'valibot'
import { createApi } from '../create-api.ts'
import { type Settings, settingsSchema } from '../settings/settings.ts'
import { memoryStore } from '../store/memory-store.ts'
import { unhashedDemoUsers } from './demo-users.ts'
import type { Rehearsed, RehearsedRequest } from './interface.ts'
import type { ExperimentKeys } from './keys.ts'

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

/** What answers one request of a story after the other: the real application, without a socket, on a store that is thrown away. */
export function openRehearsal(
  settings: Settings,
  id: string,
  pageOrigin: string,
  keys: ExperimentKeys,
): (request: RehearsedRequest) => Promise<Rehearsed['answers'][number]> {
  const deps = { id, pageOrigin, users: unhashedDemoUsers, store: memoryStore(), ...keys }
  const api = createApi(settings, deps).callback()
  const secrets = newSecrets()
  return async (request) => {
    const { headers, payload } = secrets.fillIn(request)
    const answer = await inject(api, { method: request.method, url: request.path, headers, ...payload })
    secrets.note(answer.headers['set-cookie'], answer.payload)
    return {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        [value ?? []].flat().map((one): [string, string] => [name, `${one}`]),
      ),
      body: answer.payload,
    }
  }
}

const issued = v.object({ accessToken: v.optional(v.string()), refreshToken: v.optional(v.string()) })

/** What the server has issued so far. */
function newSecrets() {
  const cookies = new Map<string, string>()
  let accessToken: string | undefined
  let refreshToken: string | undefined

  return {
    note(setCookie: string | string[] | undefined, body: string) {
      for (const cookie of [setCookie ?? []].flat()) {
        const [, name, value = ''] = /^([^=;]+)=([^;]*)/.exec(cookie) ?? []
        if (name) cookies.set(name, value)
      }
      const tokens = body.startsWith('{') ? v.safeParse(issued, JSON.parse(body)) : undefined
      if (!tokens?.success) return
      accessToken = tokens.output.accessToken ?? accessToken
      refreshToken = tokens.output.refreshToken ?? refreshToken
    },
    fillIn({ headers, cookies: names, body }: RehearsedRequest) {
      const record: Record<string, string> = Object.fromEntries(
        headers.map(([name, value]) => [name.toLowerCase(), value]),
      )
      if (names.length > 0)
        record.cookie = names.map((name) => `${name}=${cookies.get(name) ?? ''}`).join('; ')
      if (accessToken && record.authorization?.startsWith('Bearer '))
        record.authorization = `Bearer ${accessToken}`
      return { headers: record, payload: body === undefined ? {} : { payload: withRefreshToken(body) } }
    },
  }

  /** In JSON and in a form alike, a refresh token is random text that needs no escaping. */
  function withRefreshToken(body: string): string {
    if (refreshToken === undefined) return body
    return body.replace(/(refreshToken(?:":\s*"|=))[\w-]*/, `$1${refreshToken}`)
  }
}
