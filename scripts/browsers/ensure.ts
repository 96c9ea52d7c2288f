import { installPackage } from '../debian.ts'
import { findChromium } from './find.ts'

// Installs Debian's Chromium where no browser is found, or says what to do.
if (!findChromium()) installPackage('chromium')
if (!findChromium()) {
  console.error(
    'No browser was found to test with. Install Chromium (on Debian: sudo apt-get install chromium) or Chrome, ' +
      'or set CHROMIUM_PATH to the browser’s program.',
  )
  process.exitCode = 1
}
