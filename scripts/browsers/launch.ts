import type { Scenario } from '../../web/browser/scenario.ts'
import { driveChromium } from './chromium-driver.ts'
import { BROWSERS, type BrowserName, type BrowserSetting, type Driver } from './driver.ts'
import { MissingBrowserError } from './find.ts'
import { driveFirefox } from './firefox-driver.ts'
import { driveWebKitGtk } from './webkitgtk-driver.ts'

/** What each browser can be started with; the first is what `--third-party-cookies` stands at where it is left out. */
const POLICIES: Record<BrowserName, readonly BrowserSetting['thirdPartyCookies'][]> = {
  chromium: ['allow', 'block'],
  firefox: ['partition'],
  webkitgtk: ['block'],
  safari: ['block'],
}

/** Every browser that has a model, on this machine or elsewhere. */
export const BROWSER_NAMES: readonly BrowserName[] = [...BROWSERS, 'safari']

/** Every browser with every setting that it can be started with. */
export const BROWSER_SETTINGS: readonly BrowserSetting[] = BROWSERS.flatMap((browser) =>
  POLICIES[browser].map((thirdPartyCookies) => ({ browser, thirdPartyCookies })),
)

/** Whether a browser can be started with more than one setting. */
export const hasSettings = (browser: BrowserName) => POLICIES[browser].length > 1

/** Such as `chromium-block`, or `firefox` where there is no choice. */
export const settingName = ({ browser, thirdPartyCookies }: BrowserSetting) =>
  hasSettings(browser) ? `${browser}-${thirdPartyCookies}` : browser

/** The browser as the model knows it; what it does by itself is left for its profile to say. */
export const modelOf = ({ browser, thirdPartyCookies }: BrowserSetting): Scenario['browser'] =>
  hasSettings(browser) ? { engine: browser, thirdPartyCookies } : { engine: browser }

/** The setting that options name, or a sentence that says what is wrong with them. */
export function browserSetting(browser: string | undefined, policy?: string): BrowserSetting | string {
  const name = BROWSER_NAMES.find((one) => one === browser)
  if (!name)
    return `--browser has to be one of ${BROWSER_NAMES.join(', ')}${browser ? `, not "${browser}"` : ''}.`
  const known = POLICIES[name]
  const thirdPartyCookies = known.find((one) => one === (policy ?? known[0]))
  if (!thirdPartyCookies) {
    return `--third-party-cookies of ${name} has to be ${known.join(' or ')}, not "${policy}".`
  }
  return { browser: name, thirdPartyCookies }
}

/** Starts a real browser. @throws MissingBrowserError where it is not on this machine */
export async function launch(setting: BrowserSetting): Promise<Driver> {
  switch (setting.browser) {
    case 'chromium':
      return driveChromium(setting)
    case 'firefox':
      return driveFirefox(setting)
    case 'webkitgtk':
      return driveWebKitGtk(setting)
    case 'safari':
      throw new MissingBrowserError(
        'Safari is run through a WebDriver endpoint: npm run matrix -- --grid URL.',
      )
  }
}
