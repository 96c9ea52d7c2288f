import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { TokenKey } from '../tokens/tokens.ts'

/** A new RSA key as PEM; 2,048 bits at the least (RFC 7518, 3.3). */
export async function newRsaKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The pair of a private key, named by its thumbprint. */
export function rsaTokenKey(pem: string): TokenKey {
  const signing = createPrivateKey(pem)
  const verifying = createPublicKey(signing)
  return { kid: thumbprint(verifying), signing, verifying }
}

/** The hash of a JWK's required members in lexical order (RFC 7638, 3). */
function thumbprint(key: KeyObject): string {
  const { e, kty, n } = key.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
}
