import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPair,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { TokenKeys } from '../tokens.ts'

/** The keys of one experiment. */
export interface ExperimentKeys {
  cookieKeys: string[]
  tokenKeys: TokenKeys
}

const secretRow = v.object({ value: v.string() })

/**
 * The lab's keys, made at the first start and kept, so that what they signed survives a restart. Each
 * experiment has secrets of its own, derived by HKDF (RFC 5869). The RSA pair takes long to make, so
 * experiments share it; their tokens' audience keeps them apart.
 */
export async function loadKeys(database: DatabaseSync): Promise<(experiment: string) => ExperimentKeys> {
  const master = await keep('master', async () => randomBytes(32).toString('base64url'))
  const pem = await keep('rsa', async () => {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  })
  const privateKey = createPrivateKey(pem)
  const RS256 = { signing: privateKey, verifying: createPublicKey(privateKey) }

  return (experiment) => {
    const secret = createSecretKey(derive('token', experiment))
    return {
      cookieKeys: [derive('cookie', experiment).toString('base64url')],
      tokenKeys: { HS256: { signing: secret, verifying: secret }, RS256 },
    }
  }

  function derive(purpose: string, experiment: string): Buffer {
    return Buffer.from(
      hkdfSync('sha256', Buffer.from(master, 'base64url'), '', `${purpose}:${experiment}`, 32),
    )
  }

  async function keep(name: string, make: () => Promise<string>): Promise<string> {
    const found = database.prepare('SELECT value FROM secrets WHERE name = ?').get(name)
    if (found) return v.parse(secretRow, found).value
    const value = await make()
    database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?)').run(name, value)
    return value
  }
}
