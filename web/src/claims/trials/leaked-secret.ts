import * as v from 'valibot'
import { PUBLISHED_SECRET } from '../../../../api/settings/credential.ts'
import { decodeToken } from '../../lab/token.ts'
import type { Moved } from '../../settings/moved.ts'
import { fetched, type Stage, statusOf, type Visit, withToken } from '../stage.ts'
import { hmacSigner, rsaSigner, type Signer, toBase64url } from './signing.ts'
import { type Trial, TrialError } from './trial.ts'

export const leakedSecret: Trial<'leaked-secret'> = {
  async run(stage) {
    const leaked = await bearer(stage, { 'token.secret': 'published' })
    const secret = await bearer(stage, {})
    const rsa = await bearer(stage, { 'token.algorithm': 'RS256' })
    const known = await hmacSigner(new TextEncoder().encode(PUBLISHED_SECRET))
    return {
      own: await admin(leaked, leaked.tokens.get()?.accessToken ?? ''),
      leaked: await admin(leaked, await forged(leaked, 'HS256', known)),
      guessed: await admin(secret, await forged(secret, 'HS256', known)),
      // The public key taken for a secret: the classic confusion of algorithms (RFC 8725, 2.1).
      publicKey: await admin(rsa, await forged(rsa, 'HS256', await hmacSigner(await publicKey(rsa)))),
      ownKey: await admin(rsa, await forged(rsa, 'RS256', await rsaSigner())),
      none: await admin(leaked, await forged(leaked, 'none', async () => '')),
    }
  },
  judge: ({ own, leaked, guessed, publicKey, ownKey, none }) =>
    own !== '200' && leaked === '200' && [guessed, publicKey, ownKey, none].every((seen) => seen === '401')
      ? 'holds'
      : 'fails',
}

async function bearer(stage: Stage, knobs: Moved): Promise<Visit> {
  const visit = await stage.visit({ credential: 'bearer', ...knobs })
  await visit.login()
  return visit
}

/** What an admin alone may ask. */
const admin = async (visit: Visit, token: string) => statusOf(await withToken(`${visit.base()}/admin`, token))

/** Ada's own token, with Grace in her place, signed anew. */
async function forged({ tokens }: Visit, alg: string, sign: Signer): Promise<string> {
  const own = decodeToken(tokens.get()?.accessToken ?? '')
  if (!own) throw new TrialError('Ada got no token, so there is nothing to forge.')
  const header = toBase64url(JSON.stringify({ ...JSON.parse(own.header), alg }))
  const claims = toBase64url(
    JSON.stringify({ ...JSON.parse(own.claims), sub: 'grace', name: 'Grace', role: 'admin' }),
  )
  return `${header}.${claims}.${await sign(`${header}.${claims}`)}`
}

const keySet = v.object({ keys: v.tupleWithRest([v.object({ n: v.string() })], v.unknown()) })

/** The public key that everybody can fetch, as bytes. */
async function publicKey(visit: Visit): Promise<Uint8Array<ArrayBuffer>> {
  const got = await fetched(`${visit.base()}/.well-known/jwks.json`)
  if (got.kind !== 'readable') throw new TrialError('The key set could not be fetched.')
  return new TextEncoder().encode(v.parse(keySet, JSON.parse(got.body)).keys[0].n)
}
