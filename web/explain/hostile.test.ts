import { describe, expect, it } from 'vitest'
import { explain } from './explain.ts'
import { MOST } from './limits.ts'
import { plainText } from './plainText.ts'

const PAGE = 'http://app.localhost:5173'
const BLOCKED =
  "Access to fetch at 'https://api.example.org/a' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."

const entry = (request: object, response: object) => ({
  request: { method: 'GET', url: 'https://api.example.org/a', headers: [], ...request },
  response: { status: 200, headers: [], ...response },
})
const har = (...entries: unknown[]) => JSON.stringify({ log: { version: '1.2', entries } })

describe('what cannot be read is refused with a sentence', () => {
  it.each([
    { name: 'nothing', text: '  \n ', title: /nothing to read/ },
    { name: 'another text', text: 'To be, or not to be: that is the question', title: /no message/ },
    { name: 'a truncated HAR file', text: har(entry({}, {})).slice(0, -9), title: /JSON and is none/ },
    { name: 'other JSON', text: '{"name": "with-credentials"}', title: /no HAR file/ },
    {
      name: 'a HAR file whose entries are none',
      text: '{"log": {"entries": {"0": 1}}}',
      title: /no HAR file/,
    },
    {
      name: 'JSON nested a million deep',
      text: `{"log":${'['.repeat(1_000_000)}`,
      title: /JSON and is none/,
    },
    { name: 'more than can be taken', text: 'x'.repeat(MOST + 1), title: /64 MB are read/ },
  ])('$name', ({ text, title }) => {
    const explanation = explain(text, PAGE)
    expect(explanation).toMatchObject({ kind: 'refused', title: expect.stringMatching(title) })
  })
})

describe('hostile input is read harmlessly, and soon', () => {
  it.each([
    { name: 'a line of ten million characters', text: `${BLOCKED} ${'a'.repeat(10_000_000)}` },
    { name: 'blanks without end', text: `${BLOCKED}${' '.repeat(3_000_000)}` },
    { name: 'quotes without end', text: `${BLOCKED}${"'".repeat(1_000_000)}` },
    { name: 'the same message ten thousand times', text: `${BLOCKED}\n`.repeat(10_000) },
    { name: 'beginnings of messages', text: `${BLOCKED}${"Access to fetch at 'https://".repeat(20_000)}` },
    { name: 'beginnings of cookies', text: `${BLOCKED}${'Cookie “'.repeat(50_000)}` },
  ])('$name', ({ text }) => {
    const begin = performance.now()
    const explanation = explain(text, PAGE)
    expect(performance.now() - begin).toBeLessThan(5000)
    expect(explanation).toMatchObject({
      kind: 'messages',
      findings: [{ cause: 'MissingAllowOriginHeader', url: 'https://api.example.org/a' }],
    })
  })

  it('escapes of terminals and marks that turn text round do not come through', () => {
    const text = `\x1b[31m${BLOCKED.replace('api.', '\u202e\x1b]0;title\x07\x1b[2Japi.')}\x1b[0m`
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(JSON.stringify(explain(text, PAGE))).not.toMatch(/\x1b|\\u001b|\u202e/)
    expect(plainText('\x1b[2J\x1b]8;;http://a\x07link\x9b')).toBe('link')
  })

  it('HTML in headers stays text', () => {
    const explanation = explain(
      'HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: <img src=x onerror=alert(1)>\n',
      PAGE,
    )
    expect(explanation).toMatchObject({
      kind: 'headers',
      judged: [{ result: 'blocked' }, { result: 'blocked' }],
    })
  })

  it('entries that are none are counted, and the others judged', () => {
    const cyclic = { $ref: '#' }
    const origin = { name: 'Origin', value: 'https://app.example.com' }
    const explanation = explain(har(null, 7, cyclic, entry({ headers: [origin] }, {})), PAGE)
    expect(explanation).toMatchObject({ unreadable: 3, judged: [{ result: 'blocked' }] })
  })

  it.each([
    { name: 'a status beyond all', response: { status: 1e9 } },
    { name: 'a negative status', response: { status: -1 } },
    { name: 'a URL that is none', request: { url: 'nowhere' } },
    { name: 'a method with blanks', request: { method: 'G E T' } },
    {
      name: 'a header that breaks the line',
      request: {
        headers: [
          { name: 'x-a', value: 'a\r\nb: c' },
          { name: 'Origin', value: 'https://app.example.com' },
        ],
      },
    },
    { name: 'an origin that is none', request: { headers: [{ name: 'Origin', value: '<b>' }] } },
    { name: 'a redirect to itself', response: { status: 302, redirectURL: 'https://api.example.org/a' } },
  ])('a recording with $name', ({ request = {}, response = {} }) => {
    const headers = [{ name: 'Origin', value: 'https://app.example.com' }]
    expect(explain(har(entry({ headers, ...request }, response)), PAGE).kind).toBe('recording')
  })

  it('ten thousand requests are judged within seconds', () => {
    const headers = [{ name: 'Origin', value: 'https://app.example.com' }]
    const many = Array.from({ length: 10_000 }, (_, i) =>
      entry({ url: `https://api.example.org/${i}`, headers }, {}),
    )
    const begin = performance.now()
    expect(explain(har(...many), PAGE)).toMatchObject({ entries: 10_000 })
    expect(performance.now() - begin).toBeLessThan(15_000)
  })
})
