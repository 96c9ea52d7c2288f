/** What somebody's own test suite imports, in Node. */
import { BROWSER_SETTINGS, launch, type TestBrowser, whyMissing } from 'with-credentials/browsers'
import { checkAllowedOrigin, checkAnswer, type Warning } from 'with-credentials/checks'
import { ENGINES, type ExchangeOutcome, openPage } from 'with-credentials/model'
import { emptyPage, listen, liveNetwork, type RecordingServer } from 'with-credentials/testing'

const app: RecordingServer = await listen(emptyPage, 'http://app.localhost')
const api = await listen((_, response) => response.end('not allowed'), 'http://api.localhost')

const page = openPage({ browser: { engine: 'safari' }, page: app.url('/') })
const outcome: ExchangeOutcome = await page.fetch({ url: api.url('/me') }, liveNetwork())
const warnings: Warning[] = checkAnswer(new Headers({ 'Access-Control-Allow-Origin': '*' }), {
  page: app.origin,
  url: api.url('/me'),
  credentials: 'include',
})

async function inChromium(): Promise<string> {
  const [setting] = BROWSER_SETTINGS
  const missing = whyMissing('chromium')
  if (!setting || missing) return missing ?? ''
  const browser: TestBrowser = await launch(setting)
  const opened = await browser.openPage(app.url('/'))
  const { result } = await opened.send({ url: api.url('/me') })
  await browser.close()
  return result
}

console.log(
  JSON.stringify({
    engines: ENGINES.length,
    origin: checkAllowedOrigin('https://app.example.com/')?.fix,
    blockedBy: outcome.blockedBy,
    warnings: warnings.map(({ check }) => check),
    chromium: await inChromium(),
    arrived: api.requests.map(({ path, preflight }) => ({ path, preflight })),
  }),
)

await app.close()
await api.close()
