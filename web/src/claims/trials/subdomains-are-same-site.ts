import type { Stage } from '../stage.ts'
import type { Trial } from './trial.ts'

/** With a Domain, because WebKitGTK takes a host for a third party that the page's host does not belong to. */
const CHILD = { relation: 'subdomain', 'cookie.domain': 'app.localhost' }

export const subdomainsAreSameSite: Trial<'subdomains-are-same-site'> = {
  async run(stage) {
    const sibling = await call(stage, { relation: 'cross-site' })
    const child = await call(stage, CHILD)
    return {
      sibling: sibling.site,
      siblingCookie: sibling.cookie,
      child: child.site,
      childCookie: child.cookie,
    }
  },
  judge: ({ sibling, siblingCookie, child }) =>
    sibling === 'same-site' && siblingCookie === 'sent' && child === 'same-site' ? 'holds' : 'fails',
}

/** Logs in and asks who one is. @returns how the browser itself calls the API's site, and whether the Lax cookie came back */
async function call(stage: Stage, knobs: object) {
  const visit = await stage.visit({ 'cookie.sameSite': 'Lax', ...knobs })
  await visit.login()
  const events = await visit.seen(() => visit.ask((client) => client.me()))
  const request = events.at(-1)?.request
  return { site: request?.site ?? 'not told', cookie: request?.cookies.length ? 'sent' : 'not sent' }
}
