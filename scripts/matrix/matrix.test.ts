import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MatrixReport } from '../../web/browser/report.ts'
import { descendants } from '../browsers/descendants.ts'
import { BROWSER_SETTINGS, launch, settingName } from '../browsers/launch.ts'
import { startWebKitService } from '../browsers/webkitgtk.ts'
import { temporaryFolder } from '../test-lab.ts'
import { openBench } from './bench.ts'
import { cases } from './cases.ts'
import { held } from './report.ts'

const { cases: all } = cases()

/**
 * One case in so many runs with the tests; npm run matrix runs them all. A prime: it falls into step with no product of knobs, so that
 * each value of each knob has its turn.
 */
const ONE_IN = 47

describe.each(BROWSER_SETTINGS.map((setting) => ({ setting, name: settingName(setting) })))(
  '$name',
  ({ setting }) => {
    it(`every ${ONE_IN}th case of the matrix comes out as predicted`, async () => {
      const some = all.filter((_, index) => index % ONE_IN === 0)
      const bench = await openBench({ page: 0, api: 0, https: { page: 0, api: 0 } })
      try {
        let count = 0
        for await (const runs of bench.run(setting, () => launch(setting), some)) {
          for (const run of runs) {
            count += 1
            if (!held(run)) expect(run).toEqual({ ...run, differences: [], error: undefined })
          }
        }
        expect(count).toBe(some.length)
      } finally {
        await bench.close()
      }
    }, 240_000)
  },
)

describe('npm run matrix', () => {
  let folder: ReturnType<typeof temporaryFolder>
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  const command = (...args: string[]) =>
    spawn(
      process.execPath,
      [new URL('../matrix.ts', import.meta.url).pathname, '--report', folder.path, ...args],
      // What a killed command leaves behind goes away with the folder.
      { env: { ...process.env, TMPDIR: folder.path } },
    )
  const report = (): MatrixReport => JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))
  const finished = () => {
    const file = join(folder.path, 'runs.jsonl')
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).length : 0
  }

  const part = [
    '--browser',
    'chromium',
    '--engine-settings',
    'allow',
    '--filter',
    'cookies,page=http,client.credentials=include',
  ]

  it('killed in mid-run, it has what was finished, and goes on from there', async () => {
    const first = command(...part)
    await until(first, () => finished() > 0)
    const orphans = descendants('chromium', first.pid)
    first.kill('SIGKILL')
    await once(first, 'exit')
    // Some of them may have ended by now.
    spawnSync('kill', ['-KILL', ...orphans.map(String)])
    const before = finished()
    expect(before).toBeLessThan(192)

    const { status, output } = await end(command(...part, '--resume'))
    expect(output).toContain(`192 of 192 predictions held, ${before} of them from before`)
    expect(status).toBe(0)
    expect(report().browsers).toMatchObject([{ engine: 'chromium', runs: 192, held: 192, failed: 0 }])
  }, 120_000)

  it('told to end, it writes the report of what was finished', async () => {
    const running = command(...part)
    await until(running, () => finished() > 0)
    running.kill('SIGTERM')
    const { status, output } = await end(running)
    expect(output).toContain('--resume goes on')
    expect(status).toBe(130)
    expect(report().cases.length).toBeGreaterThan(0)
  }, 120_000)

  it('runs in a browser behind a WebDriver endpoint', async () => {
    const endpoint = await startWebKitService()
    const capabilities = { 'webkitgtk:browserOptions': { args: ['--automation'] } }
    try {
      const grid = [
        '--grid',
        endpoint.url,
        '--browser',
        'webkitgtk',
        '--capabilities',
        JSON.stringify(capabilities),
      ]
      const filter = ['--filter', 'cookies,page=http,client.credentials=include,cookie.sameSite=Lax']
      const { status, output } = await end(command(...grid, ...filter))
      expect(output).toContain('48 of 48 predictions held')
      expect(status).toBe(0)
    } finally {
      await endpoint.close()
    }
  }, 120_000)

  it('says which browser does not start, and why', async () => {
    const nowhere = ['--grid', 'http://127.0.0.1:9', '--browser', 'firefox']
    const { status, output } = await end(command(...nowhere, '--filter', 'cookies'))
    expect(output).toMatch(/The browser does not start: .*127\.0\.0\.1:9/)
    expect(output).not.toMatch(/\n\s+at /)
    expect(status).toBe(2)
  }, 60_000)
})

/** Waits for something that a command brings about. */
async function until(child: ChildProcess, there: () => boolean): Promise<void> {
  while (!there()) {
    if (child.exitCode !== null) throw new Error('It ended before.')
    await once(child.stdout ?? child, 'data')
  }
}

async function end(child: ChildProcess): Promise<{ status: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  await once(child, 'close')
  return { status: child.exitCode, output }
}
