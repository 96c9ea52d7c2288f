import { checkLogin } from 'with-credentials/checks'

/** Logs in, asks who that is, and warns where the cookie was lost. @param page such as `location.href` */
export async function logIn(api: string, page: string, init: RequestInit): Promise<Response> {
  const { credentials = 'same-origin' } = init
  const login = await fetch(`${api}/login`, { ...init, method: 'POST' })
  const whoAmI = await fetch(`${api}/me`, { credentials })
  const seen = ({ url, status }: Response) => ({ url, status, credentials })
  for (const { message, fix } of checkLogin({ page, login: seen(login), whoAmI: seen(whoAmI) })) {
    console.warn(message, fix)
  }
  return login
}
