import type { ExperimentKeys } from '../../api/lab/keys.ts'
import { basesOf } from '../../api/lab/origins.ts'
import type { Settings } from '../../api/settings/settings.ts'
import type { OpenLab } from '../lab.ts'

/** Where a case runs: an experiment of the lab, and the page that asks it. */
export interface Place {
  experiment: string
  /** The experiment's base URL. */
  base: string
  /** The page's address. */
  page: string
  pageOrigin: string
  keys: ExperimentKeys
}

/** A new experiment with some settings. */
export function placeIn({ origins, experiments, keysOf }: OpenLab, settings: Settings): Place {
  const { id } = experiments.create(settings)
  const base = basesOf(id, origins, settings.page)[settings.relation]
  const pageOrigin = origins.pages[settings.page]
  if (base === null || pageOrigin === null) throw new Error('The matrix needs a lab with https.')
  return { experiment: id, base, page: `${pageOrigin}/`, pageOrigin, keys: keysOf(id) }
}
