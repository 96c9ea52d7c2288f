/** What somebody's own client imports, through a bundler, for a browser. */
import { type CheckName, checkLogin } from 'with-credentials/checks'
import { predict } from 'with-credentials/model'

export function warn(me: Response): CheckName[] {
  const page = location.href
  const login = { url: 'https://api.example.com/login', status: 200 }
  return checkLogin({ page, login, whoAmI: { url: me.url, status: me.status } }).map(({ check }) => check)
}

export const outcome = predict({
  browser: { engine: 'spec' },
  page: 'https://app.example.com/',
  exchanges: [],
})
