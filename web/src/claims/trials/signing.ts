/** Signs the first two parts of a token. @returns the third */
export type Signer = (input: string) => Promise<string>

/** HS256 (RFC 7518, 3.2) with any bytes as its secret. */
export async function hmacSigner(secret: Uint8Array<ArrayBuffer>): Promise<Signer> {
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return (input) => signed('HMAC', key, input)
}

/** RS256 (RFC 7518, 3.3) with a new key of one's own. */
export async function rsaSigner(): Promise<Signer> {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      hash: 'SHA-256',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
    },
    false,
    ['sign'],
  )
  return (input) => signed('RSASSA-PKCS1-v1_5', privateKey, input)
}

async function signed(algorithm: string, key: CryptoKey, input: string): Promise<string> {
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(input))
  return toBase64url(new Uint8Array(signature))
}

/** Text or bytes as base64url (RFC 4648, 5), without padding. */
export function toBase64url(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
