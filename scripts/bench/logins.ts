import type { RequestListener } from 'node:http'
import inject, { type Response } from 'light-my-request'
import * as v from 'valibot'
import { demoUsers } from '../../api/lab/demo-users.ts'
import { createUsers, type Users } from '../../api/users.ts'
import { PAGE } from '../measure/api-server.ts'

const PASSWORD = 'right'

/** As many users, all with one password that is compared without the slow hash; the demo users log in too. */
export function manyUsers(count: number): Users {
  const users = Array.from({ length: count }, (_, index) => {
    const username = usernameOf(index)
    return { username, name: username, role: 'user' as const, passwordHash: '' }
  })
  const passwords = new Set([PASSWORD, ...demoUsers.map(({ password }) => password)])
  return createUsers([...users, ...demoUsers], async (password) => passwords.has(password))
}

const usernameOf = (index: number) => `user-${String(index).padStart(6, '0')}`

const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** Users of some numbers log in at the API, one after the other, without a socket between. @returns the last answer */
export async function logInUsers(listener: RequestListener, from: number, to: number): Promise<Response> {
  let answer = await attempt(listener, from, PASSWORD)
  for (let index = from + 1; index < to; index++) answer = await attempt(listener, index, PASSWORD)
  if (answer.statusCode !== 200) throw new Error(`A login was answered ${answer.statusCode}.`)
  return answer
}

/** Users of some numbers take the wrong password, once each. */
export async function mistype(listener: RequestListener, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) await attempt(listener, index, 'wrong')
}

const attempt = (listener: RequestListener, index: number, password: string) =>
  inject(listener, {
    method: 'POST',
    url: '/login',
    headers: { origin: PAGE, 'user-agent': BROWSER },
    // Each from an address of its own: many failures from one address are refused.
    remoteAddress: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
    payload: { username: usernameOf(index), password },
  })

const tokens = v.object({ accessToken: v.string(), refreshToken: v.string() })

/** Bytes that a browser keeps of a login: names and values of the cookies, or the tokens. */
export function bytesInBrowser(answer: Response): number {
  const cookies = answer.cookies.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  const found = v.safeParse(tokens, answer.json())
  return cookies + (found.success ? found.output.accessToken.length + found.output.refreshToken.length : 0)
}
