import { createSecretKey } from 'node:crypto'
import { PUBLISHED_SECRET } from '../settings/credential.ts'
import type { TokenKeys } from './tokens.ts'

const secret = createSecretKey(Buffer.from(PUBLISHED_SECRET))

/** The keys of an API whose HS256 secret everybody can read. */
export const publishedKeys =
  (keys: TokenKeys): TokenKeys =>
  (algorithm) =>
    algorithm === 'HS256' ? [{ kid: 'published', signing: secret, verifying: secret }] : keys(algorithm)
