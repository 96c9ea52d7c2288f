import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildPackage, packPackage } from './package/build.ts'

const USAGE = `npm run package

Builds what other projects import (with-credentials/model, /checks, /browsers, /testing) into dist/, and packs it into an
archive in this folder, which npm install takes.`

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h', default: false } } })

if (values.help) console.log(USAGE)
else {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const built = `${folder}dist`
  buildPackage(built)
  const archive = packPackage(built, folder)
  console.log(`${archive}\nIn another project: npm install --save-dev ${archive}`)
}
