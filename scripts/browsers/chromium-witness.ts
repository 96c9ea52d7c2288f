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
  /** @param reached whether the request itself reached the server: then there are cookies to tell of */
  tell(url: string, reached: boolean, error: string): Promise<Told>
}

/** Cookies are told of apart from the rest, and may come a moment later. In milliseconds. */
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

  /** Resolves when both cookie events of a request are there, or after a while. */
  function cookiesOf(id: string): Promise<void> {
    const complete = () => records.get(id)?.request && records.get(id)?.response
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
    async tell(url, reached, error) {
      const id = idOf.get(url)
      if (id === undefined) {
        const blockedBy = issues.get(url) ?? exceptionReason(error)
        issues.delete(url)
        return { blockedBy }
      }
      if (reached) await cookiesOf(id)
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
