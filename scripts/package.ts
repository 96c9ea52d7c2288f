import { fileURLToPath } from 'node:url'
import { buildPackage, packPackage } from './package/build.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const built = `${folder}dist`

try {
  buildPackage(built)
  const archive = packPackage(built, folder)
  console.log(`${archive}\nIn another project: npm install --save-dev ${archive}`)
} catch (error) {
  console.error(`The package could not be made. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
