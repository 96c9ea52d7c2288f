import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { TokenKey, TokenKeys } from '../tokens/tokens.ts'
import { newRsaKey, rsaTokenKey } from './rsa-key.ts'

/** The keys of one experiment. */
export interface ExperimentKeys {
  cookieKeys: string[]
  tokenKeys: TokenKeys
  csrfKey: KeyObject
}

const secretRow = v.object({ value: v.string() })
const rotationRow = v.object({ generation: v.number() })

/**
 * The lab's keys, made at the first start and kept, so that what they signed survives a restart. Each
 * experiment has secrets of its own, derived by HKDF (RFC 5869). An RSA pair takes long to make, so
 * the experiments of one generation share it; their tokens' audience keeps them apart.
 */
export async function loadKeys(database: DatabaseSync): Promise<(experiment: string) => ExperimentKeys> {
  const master = await secretOf(database, 'master', async () => randomBytes(32).toString('base64url'))
  await secretOf(database, rsaName(0), newRsaKey)
  const generationOf = generations(database)
  const select = database.prepare('SELECT value FROM secrets WHERE name = ?')
  const rsaKeys = new Map<number, TokenKey>()

  return (experiment) => {
    const secretKeys = new Map<number, TokenKey>()
    const makers = {
      HS256: (generation: number) =>
        kept(secretKeys, generation, () => secretTokenKey(experiment, generation)),
      RS256: (generation: number) => kept(rsaKeys, generation, () => rsaTokenKey(rsaPem(generation))),
    }
    return {
      cookieKeys: [derive('cookie', experiment).toString('base64url')],
      csrfKey: createSecretKey(derive('csrf', experiment)),
      tokenKeys(algorithm) {
        const current = generationOf(experiment)
        const make = makers[algorithm]
        return current === 0 ? [make(0)] : [make(current), make(current - 1)]
      },
    }
  }

  function secretTokenKey(experiment: string, generation: number): TokenKey {
    // The first generation's names are those from before keys were rotated.
    const suffix = generation === 0 ? '' : `:${generation}`
    const secret = createSecretKey(derive(`token${suffix}`, experiment))
    const kid = derive(`kid${suffix}`, experiment).subarray(0, 12).toString('base64url')
    return { kid, signing: secret, verifying: secret }
  }

  function rsaPem(generation: number): string {
    return v.parse(secretRow, select.get(rsaName(generation))).value
  }

  function derive(purpose: string, experiment: string): Buffer {
    return Buffer.from(
      hkdfSync('sha256', Buffer.from(master, 'base64url'), '', `${purpose}:${experiment}`, 32),
    )
  }
}

/**
 * Gives an experiment a new key for its tokens. The key before it still verifies, the one before that no
 * more: rotate no more often than access tokens live.
 */
export async function rotateKeys(database: DatabaseSync, experiment: string): Promise<void> {
  const generation = generations(database)(experiment) + 1
  await secretOf(database, rsaName(generation), newRsaKey)
  database
    .prepare(
      `INSERT INTO key_rotations (experiment, generation) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET generation = excluded.generation`,
    )
    .run(experiment, generation)
}

/** How often an experiment's keys were rotated. */
function generations(database: DatabaseSync): (experiment: string) => number {
  const select = database.prepare('SELECT generation FROM key_rotations WHERE experiment = ?')
  return (experiment) => {
    const row = select.get(experiment)
    return row ? v.parse(rotationRow, row).generation : 0
  }
}

const rsaName = (generation: number) => (generation === 0 ? 'rsa' : `rsa:${generation}`)

/** The lab's secret of that name, made where there is none yet. */
async function secretOf(database: DatabaseSync, name: string, make: () => Promise<string>): Promise<string> {
  const select = database.prepare('SELECT value FROM secrets WHERE name = ?')
  if (!select.get(name)) {
    database
      .prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
      .run(name, await make())
  }
  return v.parse(secretRow, select.get(name)).value
}

function kept<T>(map: Map<number, T>, key: number, make: () => T): T {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
