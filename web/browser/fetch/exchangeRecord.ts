import type { SetCookieOutcome } from '../scenario.ts'

/** What the server saw of an exchange, and what became of its cookies: filled in as the fetch goes on. */
export interface ExchangeRecord {
  preflight: boolean
  sent: boolean
  cookies: string[]
  cookieHeader: string
  origin: string | null
  setCookies: SetCookieOutcome[]
  withheld: { name: string; reasons: string[] }[]
}

export function newRecord(): ExchangeRecord {
  return {
    preflight: false,
    sent: false,
    cookies: [],
    cookieHeader: '',
    origin: null,
    setCookies: [],
    withheld: [],
  }
}
