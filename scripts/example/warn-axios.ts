import type { AxiosInstance } from 'axios'
import { checkLogin } from 'with-credentials/checks'

/** Asks after each login who that is, and warns where its cookie was lost. @param page such as `location.href` */
export function warnOfLostLogins(api: AxiosInstance, page: string): void {
  api.interceptors.response.use(async (login) => {
    if (login.config.url !== '/login') return login
    const whoAmI = await api.get('/me', { validateStatus: () => true })
    const seen = ({ config, status }: typeof login) => {
      const credentials = config.withCredentials ? 'include' : 'same-origin'
      return { url: api.getUri(config), status, credentials } as const
    }
    const warnings = checkLogin({ page, login: seen(login), whoAmI: seen(whoAmI) })
    for (const { message, fix } of warnings) console.warn(message, fix)
    return login
  })
}
