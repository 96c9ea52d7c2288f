import { type OpenPage, openPage } from '../../web/browser/predict.ts'
import type { Engine, ExchangeOutcome } from '../../web/browser/scenario.ts'
import { relationOf } from '../../web/explain/relation.ts'
import { soundAnswers } from '../../web/explain/scenario.ts'
import type { Asked } from './options.ts'

/** Attributes of a cookie, and the engines that would send one with them. */
export interface Outlook {
  attributes: string
  engines: Engine[]
}

const CROSS_SITE = 'Path=/; SameSite=None; Secure'
const ATTRIBUTES = [
  'Path=/',
  'Path=/; SameSite=Lax',
  'Path=/; SameSite=Strict',
  CROSS_SITE,
  `${CROSS_SITE}; Partitioned`,
]

/** Which attributes the given cookies are taken to have: those with which most engines send them. */
export function attributesTaken({ origin, request }: Asked): string {
  const relation = relationOf(origin, request.url)
  if (relation !== 'same-origin' && relation !== 'same-site') return CROSS_SITE
  return request.url.startsWith('https:') ? 'Path=/; Secure' : 'Path=/'
}

/**
 * Gives a browser the cookies of the command line, as the API would have done in answer to an earlier request of the page.
 * @returns those that it did not keep, with its reasons
 */
export function giveCookies(page: OpenPage, asked: Asked): Promise<ExchangeOutcome['withheld']> {
  const attributes = attributesTaken(asked)
  return set(
    page,
    asked.request.url,
    asked.cookies.map(({ name, value }) => `${name}=${value}; ${attributes}`),
  )
}

async function set(page: OpenPage, url: string, lines: string[]): Promise<ExchangeOutcome['withheld']> {
  const earlier = { url, mode: 'no-cors', credentials: 'include' } as const
  const { setCookies } = await page.fetch(earlier, async () => ({
    status: 200,
    headers: lines.map((line) => ['Set-Cookie', line]),
  }))
  return setCookies.flatMap(({ name, stored, reasons }) => (stored ? [] : [{ name, reasons }]))
}

/** With which attributes a cookie that the API had set would go along: nobody gave one, so that is all that can be said. */
export function cookieOutlook(asked: Asked, now: number): Promise<Outlook[]> {
  return Promise.all(
    ATTRIBUTES.map(async (attributes) => {
      const goes = await Promise.all(asked.engines.map((engine) => wouldGo(engine, attributes, asked, now)))
      return { attributes, engines: asked.engines.filter((_, i) => goes[i]) }
    }),
  )
}

async function wouldGo(engine: Engine, attributes: string, asked: Asked, now: number): Promise<boolean> {
  const page = openPage({ browser: { engine }, page: asked.page }, { now })
  await set(page, asked.request.url, [`a=b; ${attributes}`])
  const sound = soundAnswers(asked.origin, asked.request)
  const { cookies } = await page.fetch(asked.request, async ({ preflight }) =>
    preflight ? sound.preflight : sound.response,
  )
  return cookies.length > 0
}
