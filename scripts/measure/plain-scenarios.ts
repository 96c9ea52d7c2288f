import type { Scenario } from '../../web/browser/scenario.ts'

/** Scenarios for measuring: each logs in across origins with a preflight, and asks again with the cookie. */
export function plainScenarios(count: number, { page, api }: { page: number; api: number }): Scenario[] {
  const origin = `http://app.localhost:${page}`
  const cors: [string, string][] = [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Headers', 'content-type'],
  ]
  return Array.from({ length: count }, (_, index): Scenario => {
    const url = `http://app.localhost:${api}/m/${index}`
    const setCookie = `m${index}=1; Path=/; SameSite=Lax`
    return {
      id: `m${index}`,
      browser: { engine: 'chromium' },
      page: `${origin}/page`,
      exchanges: [
        {
          request: {
            url: `${url}/login`,
            method: 'POST',
            headers: [['Content-Type', 'application/json']],
            body: '{}',
            credentials: 'include',
          },
          preflight: { status: 204, headers: cors },
          response: { status: 200, headers: [...cors, ['Set-Cookie', setCookie]] },
        },
        { request: { url: `${url}/me`, credentials: 'include' }, response: { status: 200, headers: cors } },
      ],
    }
  })
}

/** How many requests reach the server for each of them: preflight, login and the one after it. */
export const REQUESTS_EACH = 3
