import type { CDPSession, Protocol } from 'puppeteer-core'
import { cookieReasons, exceptionReason, failureReason } from './chromium-words.ts'
import type { Told } from './driver.ts'

/** What Chromium's DevTools Protocol says of one request; of its cookies, what it says of the first hop. */
interface Record {
  request?: Protocol.Network.RequestWillBeSentExtraInfoEvent
  response?: Protocol.Network.ResponseReceivedExtraInfoEvent
  failed?: Protocol.Network.LoadingFailedEvent
  /** Called when something is added. */
  changed?: () => void
}

/** Listens to the DevTools Protocol, and finds what it said of a request by the request's URL. */
export interface Witness {
  tell(url: string, known: Known): Promise<Told>
}

/** What is known of a request from elsewhere, and lets expect what the protocol has to say. */
interface Known {
  /** The request itself reached the server: there are cookies to tell of. */
  reached: boolean
  /** The script got nothing: there is a reason to tell. */
  blocked: boolean
  /** The script's error in its own words. */
  error: string
}

/** What is told of cookies comes apart from the rest, and an XMLHttpRequest ends before its failure is told. In milliseconds. */
const PATIENCE = 2000

export async function listenTo(session: CDPSession): Promise<Witness> {
  const records = new Map<string, Record>()
  const idOf = new Map<string, string>()
  /** CORS errors of requests that never began. */
  const issues = new Map<string, string>()

  function add(id: string, what: Omit<Record, 'changed'>): void {
    const record = records.get(id) ?? {}
    records.set(id, { ...what, ...record })
    record.changed?.()
  }

  session.on('Network.requestWillBeSent', ({ requestId, request, redirectResponse, initiator }) => {
    if (initiator.type !== 'preflight' && !redirectResponse) idOf.set(request.url, requestId)
  })
  session.on('Network.requestWillBeSentExtraInfo', (request) => add(request.requestId, { request }))
  session.on('Network.responseReceivedExtraInfo', (response) => add(response.requestId, { response }))
  session.on('Network.loadingFailed', (failed) => add(failed.requestId, { failed }))
  session.on('Audits.issueAdded', ({ issue }) => {
    const cors = issue.details.corsIssueDetails
    if (cors && !cors.request.requestId && cors.request.url) {
      issues.set(cors.request.url, cors.corsErrorStatus.corsError)
    }
  })
  await session.send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 })
  await session.send('Audits.enable')

  /** Resolves when all that there is to tell of a request has been told, or after a while. */
  function toldOf(id: string, { reached, blocked }: Known): Promise<void> {
    const complete = () => {
      const { request, response, failed } = records.get(id) ?? {}
      return (!reached || (request && response)) && (!blocked || failed)
    }
    if (complete()) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE)
      const changed = () => {
        if (!complete()) return
        clearTimeout(timer)
        resolve()
      }
      records.set(id, { ...records.get(id), changed })
    })
  }

  return {
    async tell(url, known) {
      const id = idOf.get(url)
      if (id === undefined) {
        const blockedBy = issues.get(url) ?? exceptionReason(known.error)
        issues.delete(url)
        return { blockedBy }
      }
      await toldOf(id, known)
      const { request, response, failed } = records.get(id) ?? {}
      records.delete(id)
      idOf.delete(url)
      const redirected = response !== undefined && response.statusCode >= 300 && response.statusCode < 400
      return {
        blockedBy: failed ? failureReason(failed, redirected) : null,
        ...(request && { withheld: withheldIn(request) }),
        ...(response && { refusedCookies: refusedIn(response) }),
        ...(response && setsCookies(response) && { jar: await jarOf(session) }),
      }
    },
  }
}

function withheldIn({ associatedCookies }: Protocol.Network.RequestWillBeSentExtraInfoEvent) {
  return associatedCookies
    .filter(({ blockedReasons }) => blockedReasons.length > 0 && !blockedReasons.includes('DomainMismatch'))
    .map(({ cookie, blockedReasons }) => ({ name: cookie.name, reasons: cookieReasons(blockedReasons) }))
}

function refusedIn({ blockedCookies }: Protocol.Network.ResponseReceivedExtraInfoEvent) {
  return blockedCookies.map(({ cookieLine, blockedReasons }) => ({
    line: cookieLine,
    reasons: cookieReasons(blockedReasons),
  }))
}

const setsCookies = ({ headers }: Protocol.Network.ResponseReceivedExtraInfoEvent) =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'set-cookie')

async function jarOf(session: CDPSession) {
  const { cookies } = await session.send('Storage.getCookies')
  return cookies.map(({ name, value }) => ({ name, value }))
}
