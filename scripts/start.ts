import { styleText } from 'node:util'
import { ListenError } from '../api/lab/listen.ts'
import { StorageError } from '../api/store/database.ts'
import { type LabOptions, type OpenLab, openLab } from './lab.ts'
import { help, type StartOptions, startOptions, UsageError } from './options.ts'
import { builtPage, type DevelopmentPage, developmentPage } from './page.ts'

try {
  const options = startOptions(process.argv.slice(2), process.env)
  if (options.help) console.log(help)
  else await start(options)
} catch (error) {
  const foreseen = [UsageError, ListenError, StorageError].some((kind) => error instanceof kind)
  if (!(foreseen && error instanceof Error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function start(options: Extract<StartOptions, { help: false }>): Promise<void> {
  const development = options.dev ? await developmentPage() : undefined
  try {
    const lab = await openLab(options, development?.serve ?? (await builtPage()))
    development?.connect(lab.pageListeners.flatMap(({ servers }) => servers))
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop(lab, development))
    announce(lab, options)
  } catch (error) {
    await development?.close()
    throw error
  }
}

async function stop(lab: OpenLab, development: DevelopmentPage | undefined): Promise<void> {
  await lab.close()
  await development?.close()
}

function announce({ origins }: OpenLab, { redis }: LabOptions): void {
  const { 'same-origin': _, ...api } = origins.api
  const addresses = [
    styleText('bold', `  page  ${origins.pages.http}`),
    ...(origins.pages.https ? [`        ${origins.pages.https}`] : []),
    ...Object.entries(api).flatMap(([relation, origin]) =>
      origin ? [`  api   ${origin.padEnd(32)} ${relation}`] : [],
    ),
    `  also  ${origins.reports.padEnd(32)} reports, for a bearer token alone`,
    // Without the user and the password that may stand in the URL.
    ...(redis ? [`  store Redis at ${new URL(redis).host}`] : []),
  ]
  console.log(`\nThe lab is open. Ctrl-C ends it.\n\n${addresses.join('\n')}\n`)
}
