import type { Relation, Settings } from '../../../api/settings/settings.ts'

/** One combination of cookie attributes: a column of the map. */
export type Attributes = Pick<Settings['cookie'], 'sameSite' | 'secure' | 'partitioned' | 'domain'>

export const DOMAIN = 'app.localhost'

const SAME_SITE = ['Strict', 'Lax', 'unset', 'None'] as const

/** All 32, those without Domain first, then by Secure and Partitioned. */
export const allColumns: readonly Attributes[] = [null, DOMAIN].flatMap((domain) =>
  [false, true].flatMap((partitioned) =>
    [false, true].flatMap((secure) =>
      SAME_SITE.map((sameSite) => ({ sameSite, secure, partitioned, domain })),
    ),
  ),
)

const column = (sameSite: Attributes['sameSite'], more: Partial<Attributes> = {}): Attributes => ({
  sameSite,
  secure: false,
  partitioned: false,
  domain: null,
  ...more,
})

/** The one that is picked at first: engines part on it most. */
export const startColumn = column('unset')

/** The eight that people ask about most. */
export const usualColumns: readonly Attributes[] = [
  column('Strict'),
  column('Lax'),
  startColumn,
  column('None'),
  column('Lax', { secure: true }),
  column('None', { secure: true }),
  column('None', { secure: true, partitioned: true }),
  column('Lax', { domain: DOMAIN }),
]

/** The relations: the rows of the map. */
export const relations = [
  'same-origin',
  'other-port',
  'subdomain',
  'cross-site',
  'https-subdomain',
  'https-cross-site',
] as const satisfies readonly Relation[]

/** `SameSite=None; Secure`, as the header has it. */
export function attributeText({ sameSite, secure, partitioned, domain }: Attributes): string {
  const parts = [
    sameSite !== 'unset' && `SameSite=${sameSite}`,
    secure && 'Secure',
    partitioned && 'Partitioned',
    domain !== null && `Domain=${domain}`,
  ]
  return parts.filter(Boolean).join('; ') || 'no attribute'
}

export const sameColumn = (a: Attributes, b: Attributes): boolean =>
  a.sameSite === b.sameSite &&
  a.secure === b.secure &&
  a.partitioned === b.partitioned &&
  a.domain === b.domain
