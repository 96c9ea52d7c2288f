import type { Relation, Settings } from '../settings/settings.ts'

/** The ports at which the lab listens; the two https ones are missing where it runs without https. */
export interface Ports {
  page: number
  api: number
  reports: number
  https?: { page: number; api: number }
}

type Scheme = Settings['page']

export type HostileSource = 'another-site' | 'sibling-host'

/** Where the page, the API and the second service are. */
export interface Origins {
  pages: { http: string; https: string | null }
  /** The API's origin for each relation; `same-origin` is the page's own, over http. */
  api: Record<Relation, string | null>
  /** The second service, which has neither a store nor a secret. */
  reports: string
  /** The hostile page, at the page's own ports: of another site, and of the page's. */
  hostile: Record<HostileSource, { http: string; https: string | null }>
}

export function originsAt({ page, api, reports, https }: Ports): Origins {
  const secure = (host: string) => (https ? `https://${host}:${https.api}` : null)
  const atPage = (host: string) => ({
    http: `http://${host}:${page}`,
    https: https ? `https://${host}:${https.page}` : null,
  })
  const pages = atPage('app.localhost')
  return {
    pages,
    api: {
      'same-origin': pages.http,
      'other-port': `http://app.localhost:${api}`,
      subdomain: `http://api.app.localhost:${api}`,
      'cross-site': `http://api.localhost:${api}`,
      'https-subdomain': secure('api.app.localhost'),
      'https-cross-site': secure('api.localhost'),
    },
    reports: `http://reports.localhost:${reports}`,
    hostile: { 'another-site': atPage('evil.localhost'), 'sibling-host': atPage('evil.app.localhost') },
  }
}

/** The base URL of an experiment for each relation, as seen from a page of the given scheme. */
export function basesOf(id: string, { pages, api }: Origins, page: Scheme): Record<Relation, string | null> {
  const at = (origin: string | null) => origin && `${origin}/x/${id}`
  return {
    'same-origin': pages[page] && `${pages[page]}/api/x/${id}`,
    'other-port': at(api['other-port']),
    subdomain: at(api.subdomain),
    'cross-site': at(api['cross-site']),
    'https-subdomain': at(api['https-subdomain']),
    'https-cross-site': at(api['https-cross-site']),
  }
}

/** The Host headers of some origins; those that the lab does not have are left out. */
export function hostsOf(origins: readonly (string | null)[]): Set<string> {
  return new Set(origins.filter((origin) => origin !== null).map((origin) => new URL(origin).host))
}
