import { parseArgs } from 'node:util'
import type { BrowserSetting } from '../browsers/driver.ts'
import { BROWSER_SETTINGS, browserSetting } from '../browsers/launch.ts'
import { UsageError } from '../options.ts'

export const help = `npm run matrix [-- options]

Takes every combination of the lab's knobs that matters, asks the lab's own API in real browsers, and holds each outcome
against its prediction. Writes report.json and report.html; npm start shows the last report at /matrix.
The exit status is 0 only if every prediction held.

  --browser NAME          chromium, firefox or webkitgtk; may be given more than once (all three)
  --engine-settings NAME  only with third-party cookies: allow, block or partition (each that the browser has)
  --filter TEXT           only cases of a part (cookies, names, cors, requests, triples) or with knobs at some
                          values: --filter cors,relation=cross-site,cookie.sameSite=Lax
  --report DIR            where the report is written (.lab/matrix)
  --resume                goes on with a run that was broken off, with what it has finished
  --grid URL              a WebDriver endpoint that has the browser: a Selenium Grid, a vendor's cloud, safaridriver
                          (then --browser safari is possible too). The browser has to reach this lab at
                          app.localhost, api.localhost …: where it runs elsewhere, lead the ports there by a tunnel.
  --capabilities JSON     what the endpoint wants to be told, as {"browserName": …}
  --ports A,B,C,D         the lab's ports: page, API, page over https, API over https (any that are free)
  --help                  this text`

export interface MatrixOptions {
  settings: BrowserSetting[]
  filter: string | undefined
  report: string
  resume: boolean
  grid?: { url: string; capabilities: object }
  ports: { page: number; api: number; https: { page: number; api: number } }
}

/** Reads the command line; null where help is asked for. @throws UsageError */
export function matrixOptions(args: string[]): MatrixOptions | null {
  const values = read(args)
  if (values.help) return null
  const grid = values.grid === undefined ? undefined : gridOf(values.grid, values.capabilities)
  if (!grid && values.capabilities !== undefined) fail('--capabilities goes with --grid.')
  return {
    settings: settingsOf(values.browser, values['engine-settings'], grid !== undefined),
    filter: values.filter,
    report: values.report,
    resume: values.resume,
    ...(grid && { grid }),
    ports: portsOf(values.ports),
  }
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        browser: { type: 'string', multiple: true },
        'engine-settings': { type: 'string' },
        filter: { type: 'string' },
        report: { type: 'string', default: '.lab/matrix' },
        resume: { type: 'boolean', default: false },
        grid: { type: 'string' },
        capabilities: { type: 'string' },
        ports: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function settingsOf(
  names: string[] | undefined,
  policy: string | undefined,
  grid: boolean,
): BrowserSetting[] {
  if (grid) {
    const [name, another] = names ?? []
    if (name === undefined || another !== undefined) fail('--grid takes one --browser.')
    const setting = browserSetting(name, policy)
    return typeof setting === 'string' ? fail(setting) : [setting]
  }
  for (const name of names ?? []) {
    const setting = browserSetting(name)
    if (typeof setting === 'string') fail(setting)
    else if (setting.browser === 'safari') fail('Safari is run through a WebDriver endpoint: add --grid URL.')
  }
  const chosen = BROWSER_SETTINGS.filter(
    ({ browser, thirdPartyCookies }) =>
      (names === undefined || names.includes(browser)) &&
      (policy === undefined || policy === thirdPartyCookies),
  )
  return chosen.length > 0
    ? chosen
    : fail(`No chosen browser can be started with --engine-settings ${policy}.`)
}

function gridOf(url: string, text = '{}'): NonNullable<MatrixOptions['grid']> {
  if (!/^https?:/.test(url) || !URL.canParse(url)) fail(`--grid has to be an http address, not "${url}".`)
  try {
    const capabilities: unknown = JSON.parse(text)
    if (typeof capabilities === 'object' && capabilities !== null && !Array.isArray(capabilities)) {
      return { url, capabilities }
    }
  } catch {
    // Said below.
  }
  return fail('--capabilities has to be a JSON object.')
}

function portsOf(text = '0,0,0,0'): MatrixOptions['ports'] {
  const numbers = text.split(',').map(Number)
  const [page = 0, api = 0, securePage = 0, secureApi = 0] = numbers
  const right = numbers.every((port) => Number.isInteger(port) && port >= 0 && port <= 65_535)
  if (!right || numbers.length !== 4) fail(`--ports takes four port numbers, not "${text}".`)
  return { page, api, https: { page: securePage, api: secureApi } }
}

function fail(sentence: string): never {
  throw new UsageError(`${sentence} See npm run matrix -- --help.`)
}
