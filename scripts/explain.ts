import { parseArgs } from 'node:util'
import { explain } from '../web/explain/explain.ts'
import { MOST, tooLarge } from '../web/explain/limits.ts'
import { tell } from './explain/tell.ts'

const USAGE = `npm run -s explain < FILE

Explains what a browser's console says, headers as curl -i or curl -v prints them, or a HAR file: which rule failed, and what
to change. It finds out by itself what it is given. Nothing is sent anywhere, and secrets are masked.

  --json      print findings as JSON
  --lab URL   where the lab's page is, for the links that reproduce a message  (http://app.localhost:5173)
  --help      print this

The exit status is 0 where something was recognized, 1 where nothing was, and 2 where the command line is wrong.`

// A reader that has seen enough (head, less) is no failure.
process.stdout.on('error', () => process.exit())

try {
  const { help, json, lab } = options()
  if (help) console.log(USAGE)
  else await main(lab, json)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error} See npm run -s explain -- --help.`)
  process.exitCode = 2
}

/** @throws Error where the command line is wrong; the message says how */
function options() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      lab: { type: 'string', default: 'http://app.localhost:5173' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const lab = URL.parse(values.lab)
  if (!lab || !/^https?:$/.test(lab.protocol)) {
    throw new Error(`--lab has to be a URL such as http://app.localhost:5173, not "${values.lab}".`)
  }
  return { ...values, lab: lab.origin }
}

async function main(lab: string, json: boolean): Promise<void> {
  const explanation = await read(lab)
  console.log(json ? JSON.stringify(explanation, null, 2) : tell(explanation, lab))
  if (explanation.kind === 'refused') process.exitCode = 1
}

/** Stops reading where there is more than can be taken. */
async function read(lab: string) {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    size += chunk.length
    if (size > MOST) return tooLarge(size)
    chunks.push(chunk)
  }
  return explain(Buffer.concat(chunks).toString('utf8'), lab)
}
