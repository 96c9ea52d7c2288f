import type { RefreshFamily } from '../store/store.ts'

/** An attempt to use a refresh token. */
export interface Use {
  hash: string
  /** Who tries, so that two attempts of one client can be told from those of two. */
  client: string
  /** Milliseconds since 1970. */
  at: number
}

/** How many tokens of one login can be live at once: more tabs than anybody refreshes in one moment. */
const MOST_LIVE = 32

/**
 * The family after a use of one of its tokens, with the successor in it; undefined where the token was
 * used before. Then either the first who used it or this one has stolen it, and nobody can tell which,
 * so the family has to end (RFC 9700, 4.14.2; OAuth 2.1, draft 16, 4.3.1).
 *
 * The exception is for two tabs, or for an answer that got lost: within the grace the client that used the
 * token may do so again. Each use gives a successor of its own, because the first one is kept hashed and
 * cannot be told again.
 * @param grace in milliseconds
 */
export function rotated(
  family: RefreshFamily,
  use: Use,
  successor: string,
  grace: number,
): RefreshFamily | undefined {
  const recent = family.used.filter(({ at }) => use.at < at + grace)
  const isLive = family.live.includes(use.hash)
  const isRepeated = recent.some(({ hash, client }) => hash === use.hash && client === use.client)
  if (!isLive && !isRepeated) return undefined
  const others = family.live.filter((hash) => hash !== use.hash)
  return {
    ...family,
    live: [...others, successor].slice(-MOST_LIVE),
    // The grace runs from the first use; a repeated one does not prolong it.
    used: isLive && grace > 0 ? [...recent, use].slice(-MOST_LIVE) : recent,
  }
}
