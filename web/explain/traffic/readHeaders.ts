import type { Answer, Header } from '../../browser/scenario.ts'
import { authorHeaders, headerIn, pageOrigin, type Recorded } from './recorded.ts'

interface Block {
  kind: 'request' | 'answer'
  method: string
  path: string
  status: number
  headers: Header[]
}

const STATUS_LINE = /^HTTP\/[\d.]{1,3} (\d{3})\b/
const REQUEST_LINE = /^([A-Z]{3,10}) (\S{1,4000}) HTTP\/[\d.]{1,3}$/
const HEADER_LINE = /^(:?[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}):[ \t]?(.{0,16000})$/
/** Without a status line, these tell headers from any text with a colon. */
const KNOWN =
  /^(?:access-control-[\w-]+|set-cookie|vary|content-type|content-length|cache-control|server|date|etag|location|x-powered-by|strict-transport-security)$/i

/** Headers of an answer, with or without its request: `curl -i`, `curl -v`, what developer tools copy. Null where text is none of it. */
export function readHeaders(text: string): Recorded | null {
  const blocks = blocksIn(text)
  const answers = blocks.filter(({ kind }) => kind === 'answer')
  const last = answers.at(-1)
  if (!last) return null
  const requests = blocks.filter(({ kind }) => kind === 'request')
  const asking = requests.at(-1)
  const sent = asking?.headers ?? []
  const isPreflight =
    asking?.method === 'OPTIONS' && headerIn(sent, 'access-control-request-method') !== undefined
  const answer: Answer = { status: last.status, headers: last.headers }
  const host = headerIn(sent, 'host') ?? headerIn(sent, ':authority')
  const origin = pageOrigin(headerIn(sent, 'origin'))
  // An https page could not have asked over http.
  const secure = /\bSSL connection|ALPN|port 443\b|HTTP\/2\b/.test(text) || origin?.startsWith('https:')
  const asked = headerIn(sent, 'access-control-request-headers')
  return {
    engine: 'chromium',
    origin,
    url: host
      ? `${secure ? 'https' : 'http'}://${host}${asking?.path.startsWith('/') ? asking.path : '/'}`
      : null,
    method: (isPreflight ? headerIn(sent, 'access-control-request-method') : asking?.method) ?? 'GET',
    headers: isPreflight ? askedHeaders(asked) : authorHeaders(sent, undefined),
    mode: 'cors',
    ...(headerIn(sent, 'cookie') !== undefined && { credentials: 'include' as const }),
    ...(isPreflight ? { preflight: answer, response: undefined } : { response: answer }),
    redirects: [],
    failed: undefined,
    unknown: [
      ...(asking ? [] : ['The request is not among what was pasted.']),
      ...(isPreflight
        ? ['This is the answer to a preflight; that to the request itself is taken for sound.']
        : []),
      ...(asking && origin === null
        ? [
            'The request has no Origin header, which a browser would send: repeat it with -H "Origin: https://…", because many servers answer otherwise then.',
          ]
        : []),
    ],
  }
}

const askedHeaders = (names: string | undefined): Header[] =>
  (names ?? '')
    .split(/\s*,\s*/)
    .filter(Boolean)
    .map((name) => [name, /^content-type$/i.test(name) ? 'application/json' : 'value'])

const isUrl = (line: string) => /^[a-z][a-z+.-]{0,20}:\/\//i.test(line)
const isValue = (line = '') => line.trim() !== '' && (isUrl(line) || !HEADER_LINE.test(line))

function blocksIn(text: string): Block[] {
  const blocks: Block[] = []
  let current: Block | undefined
  let open = false
  const begin = (block: Partial<Block> & Pick<Block, 'kind'>) => {
    current = { method: 'GET', path: '/', status: 200, headers: [], ...block }
    blocks.push(current)
    open = true
  }
  const lines = text.slice(0, 1_000_000).split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] ?? '').replace(/^[<>] ?/, '').trimEnd()
    const status = STATUS_LINE.exec(line)
    const request = REQUEST_LINE.exec(line)
    const header = isUrl(line) ? null : HEADER_LINE.exec(line.trimStart())
    if (status) begin({ kind: 'answer', status: Number(status[1]) })
    else if (request) begin({ kind: 'request', method: request[1] ?? 'GET', path: request[2] ?? '/' })
    else if (header && !/^\*/.test(line)) {
      const name = header[1] ?? ''
      if (!current && KNOWN.test(name)) begin({ kind: 'answer' })
      if (!current || !open) continue
      // Developer tools copy a name and its value on two lines.
      const value = header[2] === '' && isValue(lines[i + 1]) ? (lines[++i] ?? '') : header[2]
      if (name === ':status') current.status = Number(value)
      else current.headers.push([name, (value ?? '').trim()])
    } else if (line === '' && current) open = false
  }
  return blocks.filter(({ kind, headers }) => kind === 'request' || headers.length > 0)
}
