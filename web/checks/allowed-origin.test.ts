import { describe, expect, it, test } from 'vitest'
import { exchange, one } from '../browser/testing.ts'
import { checkAllowedOrigin } from './allowed-origin.ts'

const rows: { allowed: string; fault: string; meant: string | null }[] = [
  { allowed: 'https://app.example.com/', fault: 'a slash at its end', meant: 'https://app.example.com' },
  { allowed: 'https://app.example.com/shop', fault: 'more than scheme', meant: 'https://app.example.com' },
  { allowed: 'https://app.example.com?shop', fault: 'more than scheme', meant: 'https://app.example.com' },
  { allowed: 'https://App.example.com', fault: 'upper-case letters', meant: 'https://app.example.com' },
  { allowed: 'HTTPS://app.example.com', fault: 'upper-case letters', meant: 'https://app.example.com' },
  { allowed: 'https://app.example.com:443', fault: 'port that its scheme', meant: 'https://app.example.com' },
  { allowed: 'http://app.example.com:80', fault: 'port that its scheme', meant: 'http://app.example.com' },
  { allowed: 'http://[::1]:80', fault: 'port that its scheme', meant: 'http://[::1]' },
  { allowed: ' https://app.example.com', fault: 'white space', meant: 'https://app.example.com' },
  { allowed: 'https://app.example.com\n', fault: 'white space', meant: 'https://app.example.com' },
  { allowed: 'https://bücher.example', fault: 'beyond ASCII', meant: 'https://xn--bcher-kva.example' },
  { allowed: 'https://ada@app.example.com', fault: 'a user name', meant: 'https://app.example.com' },
  { allowed: 'http://127.1', fault: 'spelled otherwise', meant: 'http://127.0.0.1' },
  { allowed: 'https://*.example.com', fault: 'a pattern', meant: null },
  { allowed: 'app.example.com', fault: 'no scheme', meant: null },
  { allowed: 'localhost:5173', fault: 'no scheme', meant: null },
  { allowed: 'https://a.example, https://b.example', fault: 'lists several', meant: null },
  { allowed: 'https://', fault: 'no host', meant: null },
  { allowed: '', fault: 'is empty', meant: null },
]

describe('an allowed origin that no browser sends', () => {
  it.each(rows)('$allowed: $fault', ({ allowed, fault, meant }) => {
    const warning = checkAllowedOrigin(allowed)
    expect(warning).toMatchObject({ check: 'allowed-origin', message: expect.stringContaining(fault) })
    if (meant !== null) expect(warning?.fix).toBe(`Write "${meant}".`)
  })

  const meant = rows.flatMap(({ allowed, meant }) => (meant === null ? [] : [{ allowed, meant }]))
  it.each(meant)('$allowed is refused by the model, $meant is not', ({ allowed, meant }) => {
    // White space around a header's value is none of the value.
    if (allowed.trim() !== meant) expect(resultOf(allowed, meant)).toBe('blocked')
    expect(resultOf(meant, meant)).toBe('readable')
    expect(checkAllowedOrigin(meant)).toBeNull()
  })
})

test.each(['https://app.example.com:8443', 'http://localhost:5173', 'capacitor://localhost', '*', 'null'])(
  '%s is none',
  (allowed) => expect(checkAllowedOrigin(allowed)).toBeNull(),
)

/** What a page gets of an answer that allows an origin as it is spelled. */
function resultOf(allowed: string, page: string) {
  const headers: [string, string][] = [['Access-Control-Allow-Origin', allowed]]
  const asked = exchange({ url: 'https://api.example.org/me' }, { status: 200, headers })
  // A page over http may ask an API over https.
  return one(asked, { page }).result
}
