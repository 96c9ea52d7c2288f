import { defineConfig } from '@playwright/test'
import { findBrowser } from '../../browsers/find.ts'

/** One test a scenario, as one writes them by hand: for comparison with observing many side by side. */
export default defineConfig({
  testDir: '.',
  testMatch: 'scenarios.spec.ts',
  outputDir: '../../../node_modules/.cache/runner',
  fullyParallel: true,
  workers: 2,
  reporter: 'json',
  use: {
    launchOptions: { executablePath: findBrowser('chromium'), args: ['--disable-background-networking'] },
  },
})
