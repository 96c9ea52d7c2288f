export interface Brand {
  brand: string
  version: string
}

/** Name and version of the browser that shows the page, as far as it tells them. */
export function browserName(userAgent: string, brands: readonly Brand[]): string {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand))
  const own = real.find(({ brand }) => brand !== 'Chromium') ?? real[0]
  if (own) return `${own.brand} ${own.version}`
  for (const [name, form] of forms) {
    const version = form.exec(userAgent)?.[1]
    if (version) return `${name} ${version}`
  }
  return 'unknown'
}

/** In this order: Chromium names Safari too, and other WebKit browsers say Version/ as Safari does. */
const forms: [name: string, form: RegExp][] = [
  ['Firefox', /Firefox\/(\d+)/],
  ['Chromium', /Chrome\/(\d+)/],
  ['Safari', /(?:Macintosh|iPhone|iPad).*Version\/(\d+[.\d]*).*Safari/],
  ['WebKit', /AppleWebKit\/(\d+[.\d]*)/],
]

/** The brands that the browser tells; not all browsers have this. */
function brandsOf(navigator: Navigator & { userAgentData?: { brands: Brand[] } }): readonly Brand[] {
  return navigator.userAgentData?.brands ?? []
}

export const thisBrowserName = () => browserName(navigator.userAgent, brandsOf(navigator))
