import type { Got } from '../../client/recorder.ts'
import { fetched, statusOf, type Visit } from '../stage.ts'
import type { Trial } from './trial.ts'

/** A form's content type needs no preflight, so that the login passes a server without `credentials: true` too. */
const FORM = { 'client.contentType': 'application/x-www-form-urlencoded' }

export const cookiesAreSent: Trial<'cookies-are-sent'> = {
  async run(stage) {
    const both = await stage.visit(FORM)
    const clientAlone = await stage.visit({ ...FORM, 'cors.credentials': false })
    const crossSite = await stage.visit({ ...FORM, relation: 'cross-site' })
    const readable = await stage.visit({ ...FORM, 'cookie.httpOnly': false })
    for (const visit of [both, clientAlone, crossSite, readable]) await visit.login()
    return {
      sameOrigin: await me(both, both.base('same-origin')),
      neither: await me(clientAlone, clientAlone.base()),
      serverAlone: await me(both, both.base()),
      clientAlone: await me(clientAlone, clientAlone.base(), 'include'),
      both: await me(both, both.base(), 'include'),
      crossSite: await me(crossSite, crossSite.base(), 'include'),
      httpOnly: shown(both),
      readable: shown(readable),
    }
  },
  judge({ sameOrigin, neither, serverAlone, clientAlone, both, crossSite, httpOnly, readable }) {
    const right =
      sameOrigin === 'sent, 200' && both === 'sent, 200' && httpOnly === 'hidden' && readable === 'shown'
    const leaks = [neither, serverAlone].some((seen) => String(seen).startsWith('sent'))
    if (!right || leaks) return 'fails'
    return String(clientAlone).startsWith('not') && crossSite === 'sent, 200' ? 'holds' : 'depends'
  },
}

/** Asks who one is. @returns whether the cookie went, and what the script got */
export async function me(visit: Visit, base: string, credentials?: RequestCredentials): Promise<string> {
  let got: Got | undefined
  const events = await visit.seen(async () => {
    got = await fetched(`${base}/me`, credentials && { credentials })
  })
  const sent = events.some(({ request }) => !request.preflight && request.cookies.length > 0)
  return `${sent ? 'sent' : 'not sent'}, ${got && statusOf(got)}`
}

const shown = ({ id }: Visit) => (document.cookie.includes(`sid-${id}=`) ? 'shown' : 'hidden')
