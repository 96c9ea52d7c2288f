import { expect, it } from 'vitest'
import type { Driver } from './driver.ts'
import { LaunchError, steadyBrowser } from './steady.ts'

/** A driver that keeps a list of what is asked of it. */
function fakeDriver(log: string[]): Driver {
  const unused = () => Promise.reject(new Error('unused'))
  return {
    setting: { browser: 'chromium', thirdPartyCookies: 'allow' },
    version: '1',
    visit: unused,
    openPage: unused,
    openTab: unused,
    reset: async () => void log.push('reset'),
    close: async () => void log.push('close'),
  }
}

const cases: {
  name: string
  crashes: (batch: readonly number[], tries: number) => boolean
  log: string[]
  results: string[]
}[] = [
  {
    name: 'nothing goes wrong',
    crashes: () => false,
    log: ['launch', 'run 1,2', 'reset', 'run 3'],
    results: ['done 1', 'done 2', 'done 3'],
  },
  {
    name: 'a crash by chance',
    crashes: (_, tries) => tries === 1,
    log: ['launch', 'run 1,2', 'close', 'launch', 'run 1,2', 'reset', 'run 3'],
    results: ['done 1', 'done 2', 'done 3'],
  },
  {
    name: 'one that brings the browser down each time',
    crashes: (batch) => batch.includes(2),
    log: [
      'launch',
      'run 1,2',
      'close',
      'launch',
      'run 1,2',
      'close',
      'launch',
      'run 1',
      'reset',
      'run 2',
      'close',
      'launch',
      'run 3',
    ],
    results: ['done 1', 'failed 2: crashed', 'done 3'],
  },
]

it.each(cases)('$name: $results', async ({ crashes, log, results }) => {
  const seen: string[] = []
  let tries = 0
  const browser = steadyBrowser(async () => {
    seen.push('launch')
    return fakeDriver(seen)
  })
  const work = {
    async attempt(_: Driver, batch: readonly number[]) {
      tries += 1
      seen.push(`run ${batch}`)
      if (crashes(batch, tries)) throw new Error('crashed')
      return batch.map((one) => `done ${one}`)
    },
    failed: (one: number, error: unknown) => `failed ${one}: ${error instanceof Error ? error.message : ''}`,
  }
  const came = [...(await browser.run([1, 2], 1000, work)), ...(await browser.run([3], 1000, work))]
  expect(seen).toEqual(log)
  expect(came).toEqual(results)
})

it('a hang counts as a crash', async () => {
  const log: string[] = []
  const browser = steadyBrowser(async () => fakeDriver(log))
  const work = { attempt: () => new Promise<string[]>(() => {}), failed: (one: number) => `failed ${one}` }
  expect(await browser.run([1], 10, work)).toEqual(['failed 1'])
  expect(log).toEqual(['close', 'close'])
})

it('a browser that does not start is given up with its reason', async () => {
  const browser = steadyBrowser(() => Promise.reject(new Error('no display')))
  const work = { attempt: async () => [], failed: () => 'failed' }
  await expect(browser.run([1], 1000, work)).rejects.toThrow(LaunchError)
  await expect(browser.run([1], 1000, work)).rejects.toThrow('no display')
})
