import * as v from 'valibot'

/** What the API issues to a client that keeps its tokens itself. */
export interface Tokens {
  accessToken: string
  refreshToken: string
}

const tokensSchema = v.object({ accessToken: v.string(), refreshToken: v.string() })

/** The tokens in an answer's body, or null where there are none. */
export function tokensIn(body: unknown): Tokens | null {
  const result = v.safeParse(tokensSchema, body)
  return result.success ? result.output : null
}

/** Where a client keeps its tokens. */
export interface TokenStore {
  get(): Tokens | null
  set(tokens: Tokens | null): void
}

/** A variable: gone on reload, out of reach for other tabs. */
export function inMemory(): TokenStore {
  let kept: Tokens | null = null
  return {
    get: () => kept,
    set: (tokens) => {
      kept = tokens
    },
  }
}

/** `sessionStorage` or `localStorage`: survives a reload, and every script of the page's origin can read it. */
export function inStorage(storage: Storage, key: string): TokenStore {
  return {
    get: () => tokensIn(parsed(storage.getItem(key))),
    set: (tokens) => (tokens ? storage.setItem(key, JSON.stringify(tokens)) : storage.removeItem(key)),
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
