import * as v from 'valibot'
import { demoUsers } from '../../api/lab/demo-users.ts'
import type { Settings } from '../../api/settings/settings.ts'
import type { StoryRequest } from '../../web/browser/report.ts'
import type { Header } from '../../web/browser/scenario.ts'
import type { Got, PageRequest } from '../browsers/driver.ts'

/** What the script gets for a request: from a real browser, or from the model of one. */
export type Send = (name: StoryRequest, request: PageRequest) => Promise<Pick<Got, 'result' | 'body'>>

/** Each case's story: somebody logs in, asks who they are, and transfers money, as the settings say. */
export async function tellStory(settings: Settings, base: string, send: Send): Promise<void> {
  const { client, credential } = settings
  const [user, other] = demoUsers
  const ask = request(settings, base)

  const { username, password } = user ?? {}
  const login = await send('login', ask('POST', '/login', { username, password }))
  const token = credential === 'bearer' && login.result === 'readable' ? tokenIn(login.body) : undefined
  await send('me', ask('GET', '/me', undefined, token))
  const transfer = { to: other?.username, amount: 10 }
  await send('transfer', ask(client.method, '/transfers', transfer, token))
}

/** Makes requests as the page's client would: axios is XMLHttpRequest, and its withCredentials the mode "include". */
function request({ client }: Settings, base: string) {
  const xhr = client.library === 'axios'
  const credentials = client.withCredentials ? 'include' : 'same-origin'
  const how = xhr ? ({ xhr, credentials } as const) : { mode: client.mode, credentials: client.credentials }

  return (method: string, path: string, body?: object, token?: string): PageRequest => {
    const headers: Header[] = [
      ...(body ? [['Content-Type', client.contentType] satisfies Header] : []),
      ...(token ? [['Authorization', `Bearer ${token}`] satisfies Header] : []),
      ...extraHeader(client.header),
    ]
    return {
      url: base + path,
      method,
      headers,
      ...how,
      ...(body && { body: written(client.contentType, body) }),
    }
  }
}

function extraHeader(line: string | null): Header[] {
  if (line === null) return []
  const colon = line.indexOf(':')
  return [[line.slice(0, colon), line.slice(colon + 1).trim()]]
}

const written = (contentType: string, body: object) =>
  contentType === 'application/x-www-form-urlencoded'
    ? new URLSearchParams(Object.entries(body)).toString()
    : JSON.stringify(body)

const issued = v.object({ accessToken: v.string() })

function tokenIn(body: string): string | undefined {
  const parsed = body.startsWith('{') ? v.safeParse(issued, JSON.parse(body)) : undefined
  return parsed?.success ? parsed.output.accessToken : undefined
}
