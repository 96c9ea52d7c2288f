import type { WireEvent } from '../../../api/lab/interface.ts'
import type { Got } from '../client/recorder.ts'
import { cookiesSet, type Exchange, requestHeaders, type SetCookie, shortPath } from '../run/exchange.ts'
import {
  cell,
  cookieText,
  type Excerpt,
  exposedNames,
  hiddenCell,
  joined,
  loadOf,
  message,
  resultMessage,
  type Side,
  side,
  tokensIn,
  withHiddenNote,
} from './side.ts'

/** What later requests, or document.cookie, show of a cookie that an answer set. */
export type Shown = 'stored' | 'not stored' | 'taken back' | 'still there' | 'hidden'

/** The rows that an observed exchange makes: the script's side and the server's. */
export function observedSides(exchange: Exchange, shown: (cookie: SetCookie) => Shown): Side[] {
  const { preflight, server, script, settled } = exchange
  const cookies = server ? cookiesSet(server) : []
  return [
    ...(preflight ? preflightSides(preflight, server !== null || !settled) : []),
    requestSide(exchange),
    ...cookies.map((cookie, index) => cookieSide(cookie, index, shown(cookie), server)),
    ...(script.got ? [resultSide(script.got, server, cookies.length > 0)] : []),
  ]
}

/** @param sent whether the request followed, or still may */
function preflightSides(event: WireEvent, sent: boolean): Side[] {
  return [
    side('preflight', 'Preflight', cell('sent'), {
      fields: { preflight: 'sent' },
      message: message('wall', 'api', `OPTIONS ${shortPath(event.request.url)}`, {
        preflight: true,
        server: event.server,
        words: 'asks before it sends',
      }),
      excerpts: [headers('Headers of the preflight', requestHeaders(event), 'None.')],
    }),
    side('preflight-answer', 'Its answer', hiddenCell, {
      message: message('api', 'wall', String(event.answer?.status ?? ''), {
        preflight: true,
        server: event.server,
        wall: sent ? null : 'stop',
        words: sent ? '' : 'refused',
      }),
      failed: !sent,
      excerpts: [answerHeaders('Headers of its answer', event)],
    }),
  ]
}

function requestSide({ server, script, settled }: Exchange): Side {
  const text = `${script.method} ${shortPath(script.url)}`
  const asked = headers('What the script asked for', [[script.method, script.url]], '')
  if (!server) {
    if (!settled) {
      return side('request', 'Request', cell('under way'), {
        message: message('page', 'wall', text),
        excerpts: [asked],
      })
    }
    return side('request', 'Request', withHiddenNote('never sent'), {
      fields: { sent: 'no' },
      message: message('page', 'wall', text, { wall: 'stop', words: 'never sent' }),
      failed: true,
      excerpts: [asked],
    })
  }
  const { cookies, origin, authorization, otherCookies } = server.request
  return side('request', 'Cookies', cell(joined(cookies)), {
    fields: { sent: 'yes', cookies: joined(cookies), origin: origin ?? 'not sent' },
    message: message('page', 'api', text, {
      server: server.server,
      load: loadOf(cookies, authorization !== null),
    }),
    excerpts: [
      {
        ...headers('Headers of the request', requestHeaders(server), 'None.'),
        body: otherCookies ? `and ${otherCookies} cookies of other experiments` : '',
      },
    ],
  })
}

function cookieSide(
  { name, attributes, ended }: SetCookie,
  index: number,
  shown: Shown,
  event: WireEvent | null,
): Side {
  const refused = shown === 'not stored'
  return side(
    'set-cookie',
    name,
    refused ? withHiddenNote(shown) : shown === 'hidden' ? hiddenCell : cell(shown),
    {
      key: `set-cookie ${index} ${name}`,
      fields: shown === 'hidden' ? {} : { stored: refused ? 'refused' : shown },
      message: message('api', 'wall', String(event?.answer?.status ?? ''), {
        server: event?.server ?? null,
        wall: refused ? 'stop' : shown === 'stored' && !ended ? 'tray' : null,
        words: shown === 'hidden' ? '' : shown,
        load: {
          form: refused ? 'refused' : shown === 'stored' ? 'stored' : 'set',
          text: cookieText(name, attributes),
        },
      }),
      failed: refused,
      excerpts: event ? [answerHeaders('Headers of the answer', event)] : [],
    },
  )
}

function resultSide(got: Got, server: WireEvent | null, afterCookies: boolean): Side {
  const status = got.kind === 'readable' ? String(got.status) : ''
  const seen = server?.answer ? String(server.answer.status) : ''
  const text = status ? `readable, ${status}` : got.kind
  return side('result', 'Result', got.kind === 'blocked' ? withHiddenNote(text) : cell(text), {
    fields: {
      result: got.kind,
      ...(got.kind === 'readable' && {
        status,
        exposed: exposedNames(got.headers.map(([name]) => name.toLowerCase())),
      }),
    },
    message: resultMessage(
      afterCookies || !server ? 'wall' : 'api',
      status || seen,
      got.kind,
      server?.server ?? null,
      tokensIn(got),
    ),
    failed: got.kind !== 'readable',
    excerpts: [...(server ? [answerHeaders('Headers of the answer', server)] : []), readable(got)],
  })
}

function readable(got: Got): Excerpt {
  if (got.kind === 'readable') {
    return { ...headers('Headers that the script can read', got.headers, 'None.'), body: got.body }
  }
  const none = 'None, and no status or body.'
  const title = 'What the script got'
  return { title, headers: [], none, body: got.kind === 'blocked' ? got.error : '' }
}

const headers = (title: string, list: readonly [string, string][], none: string): Excerpt => ({
  title,
  headers: list,
  none,
  body: '',
})

const answerHeaders = (title: string, { answer }: WireEvent): Excerpt =>
  answer
    ? headers(title, answer.headers, 'None that concerns CORS or cookies.')
    : headers(title, [], 'The connection ended before an answer.')
