import { expect, it } from 'vitest'
import { type BrowserSetting, launch, whyMissing } from './browsers.ts'

const refused: { setting: BrowserSetting; error: string; sentence: RegExp }[] = [
  {
    setting: { browser: 'firefox', thirdPartyCookies: 'allow' },
    error: 'RangeError',
    sentence: /of firefox has to be partition, not "allow"/,
  },
  {
    setting: { browser: 'chromium', thirdPartyCookies: 'partition' },
    error: 'RangeError',
    sentence: /of chromium has to be allow or block, not "partition"/,
  },
  {
    setting: { browser: 'safari', thirdPartyCookies: 'block' },
    error: 'MissingBrowserError',
    sentence: /through a WebDriver endpoint/,
  },
]

it.each(refused)('$setting is refused: $sentence', async ({ setting, error, sentence }) => {
  const launching = launch(setting)
  await expect(launching).rejects.toMatchObject({ name: error, message: expect.stringMatching(sentence) })
})

it('a browser that is not there: whyMissing says how to get it', () => {
  const before = process.env.FIREFOX_PATH
  process.env.FIREFOX_PATH = '/nowhere/firefox'
  const missing = whyMissing('firefox')
  if (before === undefined) delete process.env.FIREFOX_PATH
  else process.env.FIREFOX_PATH = before
  expect(missing).toBe('FIREFOX_PATH names /nowhere/firefox, where there is nothing.')
})
