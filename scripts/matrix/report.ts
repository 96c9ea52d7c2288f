import { readFileSync } from 'node:fs'
import { platform, release } from 'node:os'
import { DEVIATIONS } from '../../web/browser/engines/deviations.ts'
import type {
  MatrixReport,
  ReportedBrowser,
  ReportedDeviation,
  ReportedPart,
  ReportedRun,
  StoryOutcome,
} from '../../web/browser/report.ts'
import { type BrowserSetting, browserTitles } from '../browsers/driver.ts'
import { hasSettings, settingName } from '../browsers/launch.ts'
import { fragmentOf } from '../browsers/story.ts'
import type { Case } from './cases.ts'
import type { FinishedRun } from './journal.ts'

/** What finished runs come to. Cases that ran in no browser are left out. */
export function reportOf(
  runs: readonly FinishedRun[],
  settings: readonly BrowserSetting[],
  cases: readonly Case[],
  parts: readonly ReportedPart[],
): MatrixReport {
  const byCase = Map.groupBy(runs, (run) => run.case)
  const outcomes = table<StoryOutcome>()
  const deviations = table<ReportedDeviation>()

  function runIn(setting: BrowserSetting, found: readonly FinishedRun[]): ReportedRun | null {
    const run = found.find(({ browser }) => browser === settingName(setting))
    if (!run) return null
    const { predicted, observed, error, differences } = run
    return {
      predicted: outcomes.place(predicted),
      observed: observed && outcomes.place(observed),
      ...(error !== undefined && { error }),
      differences,
      deviations: run.deviations.map((what) => deviations.place(deviationOf(setting, what))),
    }
  }

  const reported = cases.flatMap(({ id, part, moved }) => {
    const found = byCase.get(id) ?? []
    const [first] = found
    if (!first) return []
    return [
      {
        part,
        moved,
        fragment: fragmentOf(moved),
        spec: outcomes.place(first.spec),
        runs: settings.map((setting) => runIn(setting, found)),
      },
    ]
  })
  return {
    date: new Date().toISOString(),
    machine: `${system()}, Node ${process.versions.node}`,
    browsers: settings.map((setting) => browserOf(setting, runs)),
    parts: parts.map((part) => ({
      ...part,
      cases: reported.filter((one) => one.part === part.name).length,
    })),
    cases: reported,
    outcomes: outcomes.all,
    deviations: deviations.all,
  }
}

/** Whether a run's prediction held: the browser gave an outcome, and it is the one that was predicted. */
export const held = ({ observed, differences }: FinishedRun) => observed !== null && differences.length === 0

function browserOf(setting: BrowserSetting, runs: readonly FinishedRun[]): ReportedBrowser {
  const own = runs.filter(({ browser }) => browser === settingName(setting))
  const version = own.find(({ version }) => version !== undefined)?.version ?? 'unknown'
  return {
    engine: setting.browser,
    name: browserTitles[setting.browser],
    version,
    thirdPartyCookies: setting.thirdPartyCookies,
    hasSettings: hasSettings(setting.browser),
    runs: own.length,
    held: own.filter(held).length,
    failed: own.filter(({ observed }) => observed === null).length,
  }
}

function deviationOf({ browser }: BrowserSetting, what: string): ReportedDeviation {
  const found = DEVIATIONS.find((one) => one.what === what && one.engines.includes(browser))
  return { engine: browser, what, source: found?.source ?? '', seenIn: found?.seenIn ?? '' }
}

/** Values that occur, each once. */
function table<T>() {
  const all: T[] = []
  const places = new Map<string, number>()
  return {
    all,
    place(value: T): number {
      const key = JSON.stringify(value)
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, all.length)
      return all.push(value) - 1
    },
  }
}

function system(): string {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? []
    if (name) return name
  } catch {
    // Not every system has that file.
  }
  return `${platform()} ${release()}`
}
