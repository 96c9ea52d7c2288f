import { freePorts } from '../free-ports.ts'
import { launchChromium } from './chromium.ts'
import { startFirefox } from './firefox.ts'
import { connectMarionette } from './marionette.ts'

/** A browser with its own developer tools open beside a tab. */
export interface DeveloperTools {
  goTo(url: string): Promise<void>
  /** The value of an expression in the page that gives a promise of text. */
  evaluate(expression: string): Promise<string>
  /** The requests since then that the tools know to be over, such as `GET http://api.localhost/me`; they hear of them after the page. */
  finished(): Promise<string[]>
  /** What the tools save of the requests since the tab went to its page, as the text of a HAR file. */
  har(): Promise<string>
  close(): Promise<void>
}

/** @param sanitized as Chromium saves it where nobody asks for "sensitive data": without cookies and Authorization */
export async function openChromiumTools(sanitized: boolean): Promise<DeveloperTools> {
  const { browser, close } = await launchChromium('allow', true, ['--auto-open-devtools-for-tabs'])
  const target = await browser.waitForTarget((one) => one.url().startsWith('devtools://'))
  const tools = await target.asPage()
  await tools.waitForFunction(`import('devtools://devtools/bundled/core/sdk/sdk.js')
    .then(({ TargetManager }) => TargetManager.TargetManager.instance().primaryPageTarget() !== null)`)
  const pages = await browser.pages()
  const page = pages.find((one) => one.url() === 'about:blank')
  if (!page) throw new Error('Chromium has no tab beside its developer tools.')
  const inTools = async (expression: string) =>
    String(
      await tools.evaluate(`(async () => {
        const { NetworkLog } = await import('devtools://devtools/bundled/models/logs/logs.js')
        const { Log } = await import('devtools://devtools/bundled/models/har/har.js')
        const requests = NetworkLog.NetworkLog.instance().requests()
        return ${expression}
      })()`),
    )
  return {
    goTo: async (url) => void (await page.goto(url)),
    evaluate: async (expression) => String(await page.evaluate(expression)),
    finished: async () =>
      JSON.parse(
        await inTools(
          `JSON.stringify(requests.filter((one) => one.finished).map((one) => one.requestMethod + ' ' + one.url()))`,
        ),
      ),
    // What the key "Export HAR" of the network panel calls.
    har: () => inTools(`JSON.stringify({ log: await Log.Log.build(requests, { sanitize: ${sanitized} }) })`),
    close,
  }
}

export async function openFirefoxTools(): Promise<DeveloperTools> {
  const [port = 0] = await freePorts(1)
  const { firefox, close } = startFirefox(['--marionette', '--remote-allow-system-access'], {
    'marionette.port': port,
  })
  firefox.stderr?.resume()
  try {
    const marionette = await connectMarionette(port)
    const inTools = (expression: string) =>
      marionette.evaluate(
        'chrome',
        `(async () => {
          const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs')
          const { gDevTools } = require('devtools/client/framework/devtools')
          const toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId: 'netmonitor' })
          return ${expression}
        })()`,
      )
    await inTools('toolbox.toolId')
    return {
      goTo: (url) => marionette.navigate(url),
      evaluate: (expression) => marionette.evaluate('content', expression),
      finished: async () =>
        JSON.parse(
          await inTools(`JSON.stringify(
            toolbox.getPanel('netmonitor').panelWin.store.getState().requests.requests
              .filter((one) => one.responseContentAvailable)
              .map(({ method, url }) => method + ' ' + url)
          )`),
        ),
      // What "Save All As HAR" of the network panel calls, which puts it under "log".
      har: () => inTools('JSON.stringify({ log: await toolbox.getHARFromNetMonitor() })'),
      async close() {
        marionette.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
