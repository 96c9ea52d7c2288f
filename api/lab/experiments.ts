import { randomInt } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { createLootBag, type LootBag } from '../hostile/loot.ts'
import { parseSettings, type Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { createUsers, type Users } from '../users.ts'
import { demoUsers } from './demo-users.ts'
import type { ExperimentKeys } from './keys.ts'
import { createServers, type Servers } from './servers.ts'
import { createWire, type Wire } from './wire.ts'

/** An API that runs with given settings, under its own id. */
export interface Experiment {
  readonly id: string
  readonly settings: Settings
  readonly wire: Wire
  readonly servers: Servers
  readonly loot: LootBag
}

export interface Experiments {
  /** Starts an experiment; where there are too many, the oldest ends, and its data with it. */
  create(settings: Settings): Experiment
  /** The experiment of that id, started again if it is from before a restart. */
  find(id: string): Experiment | undefined
}

interface Options {
  /** Keeps the experiments themselves. */
  database: DatabaseSync
  /** Keeps what their APIs do. */
  storeOf: (experiment: string) => Store
  keysOf: (experiment: string) => ExperimentKeys
  pageOrigin: (settings: Settings) => string
  /** Who can log in; left out, the demo users. */
  users?: Users | undefined
  /** How many experiments are kept at the most. */
  limit: number
}

const experimentRow = v.object({ settings: v.string() })
const idRow = v.object({ id: v.string() })

export function createExperiments({
  database,
  storeOf,
  keysOf,
  pageOrigin,
  users = createUsers(demoUsers),
  limit,
}: Options): Experiments {
  const running = new Map<string, Experiment>()
  const insert = database.prepare(
    'INSERT INTO experiments (id, settings) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const select = database.prepare('SELECT settings FROM experiments WHERE id = ?')
  const endOldest = database.prepare(
    `DELETE FROM experiments
     WHERE number <= (SELECT number FROM experiments ORDER BY number DESC LIMIT 1 OFFSET ?)
     RETURNING id`,
  )

  function start(id: string, settings: Settings): Experiment {
    const deps = {
      ...{ id, pageOrigin: pageOrigin(settings), users, store: storeOf(id), now: Date.now },
      ...keysOf(id),
    }
    const servers = createServers(settings, deps)
    const wire = createWire(id, servers.turn)
    const experiment = { id, settings, wire, servers, loot: createLootBag(id) }
    running.set(id, experiment)
    return experiment
  }

  return {
    create(settings) {
      let id = newId()
      while (insert.run(id, JSON.stringify(settings)).changes === 0) id = newId()
      for (const row of endOldest.all(limit)) running.delete(v.parse(idRow, row).id)
      return start(id, settings)
    },
    find(id) {
      const known = running.get(id)
      if (known) return known
      const row = select.get(id)
      if (!row) return undefined
      const parsed = parseSettings(JSON.parse(v.parse(experimentRow, row).settings))
      return 'settings' in parsed ? start(id, parsed.settings) : undefined
    },
  }
}

/** What is said where no experiment has the id. */
export const endedSentence =
  'This experiment has ended, or there never was one: make another with POST /lab/experiments.'

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Six letters and digits without those that look alike: short, because cookie names carry it. */
function newId(): string {
  return Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}
