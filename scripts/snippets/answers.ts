import type { Reply } from '../test-lab.ts'

/** What an answer says, without what differs from server to server: ids, secrets, words, the order of a set. */
export interface Said {
  status: number
  /** Access-Control-… and Cross-Origin-…; those that are lists, as sorted lists. */
  headers: Record<string, string | string[]>
  vary: string[]
  cookies: { name: string; value: string; attributes: string[] }[]
  challenge: string | undefined
  /** The media type, where the body is JSON. */
  type: string | undefined
  /** Who is told to ask, and kinds of tokens. */
  body: Record<string, unknown>
}

const LISTS = [
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
]

/**
 * @param id the experiment's, which is part of its cookies' names and paths; '' outside the lab
 * @param preflight whether the answer is one to a preflight. No cache keeps those (RFC 9110, 9.3.7), so Vary means nothing there
 *   but what it says of every answer; and nobody reads their headers, so none need be exposed.
 */
export function said(reply: Reply, id: string, preflight: boolean): Said {
  const { status, headers } = reply
  const named = Object.entries(headers)
    .filter(
      ([name]) =>
        /^(access-control|cross-origin)-/.test(name) && !(preflight && /expose-headers$/.test(name)),
    )
    .sort(([a], [b]) => a.localeCompare(b))
  return {
    status,
    headers: Object.fromEntries(
      named.flatMap(([name, value]): [string, string | string[]][] => {
        if (!LISTS.includes(name)) return [[name, String(value)]]
        const list = asList(String(value))
        return list.length > 0 ? [[name, list]] : []
      }),
    ),
    vary: asList(headers.vary ?? '').filter(
      (name) => !(preflight && name === 'access-control-request-headers'),
    ),
    cookies: cookiesOf(headers['set-cookie'] ?? [], id, Date.parse(headers.date ?? '')),
    challenge: headers['www-authenticate']
      ?.replace(/realm="[^"]*"/, 'realm')
      .replace(`-${id}"`, '"')
      .replace(/, error_description=.*/, ''),
    type: /^application\/[\w+]*json/.exec(headers['content-type'] ?? '')?.[0],
    body: bodyOf(reply.text),
  }
}

const asList = (value: string) => {
  const names = value.toLowerCase().split(',')
  return [...new Set(names.map((name) => name.trim()).filter(Boolean))].sort()
}

function cookiesOf(lines: string[], id: string, now: number): Said['cookies'] {
  const cookies = lines.map((line) => {
    const [pair = '', ...rest] = line.split(/;\s*/)
    const [name = '', value = ''] = pair.split('=')
    const ownName = id ? name.replace(`-${id}`, '') : name
    const { lifetime, attributes } = attributesOf(rest, id, now)
    const ended = lifetime !== undefined && lifetime <= 0
    const kept = lifetime === undefined || ended ? [] : [`max-age: ${Math.round(lifetime / 60)} minutes`]
    return {
      name: ownName,
      value: ended ? 'ended' : kindOf(decodeURIComponent(value)),
      attributes: [...attributes, ...kept].sort(),
    }
  })
  // The lab's session library writes a cookie's signature into one of its own, the programs into the same.
  return cookies
    .filter(({ name, attributes }) => {
      const signed = cookies.find((cookie) => `${cookie.name}.sig` === name)
      return !signed || String(signed.attributes) !== String(attributes)
    })
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** What is said of a cookie. Koa tells its end by Expires alone, others by Max-Age, or both. */
function attributesOf(lines: string[], id: string, now: number) {
  const attributes: string[] = []
  let lifetime: number | undefined
  for (const line of lines) {
    const [name = '', value = ''] = line.split('=')
    const lower = name.toLowerCase()
    if (lower === 'max-age') lifetime = Number(value)
    else if (lower === 'expires') lifetime ??= (Date.parse(value) - now) / 1000
    else if (lower === 'samesite') attributes.push(line.toLowerCase())
    else if (lower === 'path' && id)
      attributes.push(`path=${value.replace(/^(\/api)?\/x\/[^/]+/, '') || '/'}`)
    else attributes.push(`${lower}${value && `=${value}`}`)
  }
  return { lifetime, attributes }
}

/** What kind of text a secret is. */
function kindOf(text: string): string {
  const [header = '', payload = ''] = text.split('.')
  const claims = decoded(payload)
  if (decoded(header).includes('"alg"')) {
    const { alg, typ } = JSON.parse(decoded(header))
    const { sub, name, exp, iat } = JSON.parse(claims)
    return `JWT ${alg} ${typ} for ${sub} ${name}, ${exp - iat} seconds`
  }
  if (decoded(text.replace(/^s:/, '').split('.')[0] ?? '').includes('"ada"')) return 'readable session of ada'
  return text.length >= 43 ? 'a secret' : text
}

const decoded = (text: string) => Buffer.from(text, 'base64').toString()

function bodyOf(text: string): Said['body'] {
  if (!text.startsWith('{')) return {}
  const { user, username, name, accessToken, refreshToken, csrfToken, tokenType, expiresIn, to, amount } =
    JSON.parse(text)
  const who = user ?? { username, name }
  return {
    username: who.username,
    name: who.name,
    accessToken: accessToken && kindOf(accessToken),
    refreshToken: refreshToken && kindOf(refreshToken),
    csrfToken: csrfToken && kindOf(csrfToken),
    ...{ tokenType, expiresIn, to, amount },
  }
}
