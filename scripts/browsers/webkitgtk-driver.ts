import type { BrowserSetting, Driver } from './driver.ts'
import { driveWebDriver } from './webdriver.ts'
import { startMiniBrowser, startWebKitService } from './webkitgtk.ts'

/** WebKitGTK's own small browser over WebDriver. It tells what happened, not why. */
export async function driveWebKitGtk(setting: BrowserSetting): Promise<Driver> {
  const service = await startWebKitService()
  try {
    const driver = await driveWebDriver(setting, () => startMiniBrowser(service.url))
    return {
      ...driver,
      async close() {
        await driver.close().catch(() => undefined)
        await service.close()
      },
    }
  } catch (error) {
    await service.close()
    throw error
  }
}
