import { parseArgs } from 'node:util'
import type { LabOptions } from './lab.ts'

export const help = `Starts the lab: a Koa API and its page on two origins, in one process, on loopback alone.

  npm start [-- options]       the built page
  npm run dev [-- options]     the page from its sources, with hot reload

  --port N             the page's port               (5173, or PORT)
  --api-port N         the API's port                (4000, or API_PORT)
  --reports-port N     the second service's port     (4001, or REPORTS_PORT; any where the API's is 0)
  --https              the page and the API over https too
  --https-port N       the page's https port         (5443, or HTTPS_PORT)
  --api-https-port N   the API's https port          (4443, or API_HTTPS_PORT)
  --data DIR           where sessions, keys and the certificate are kept (.lab)
  --help               this text

With REDIS_URL (redis://host:port) in the environment, sessions, refresh tokens and balances are kept there; experiments
and keys stay in DIR.

With --https the lab makes a self-signed certificate at the first start. Browsers warn about it: open the
https addresses once each and accept it, or trust DIR/certificate.pem.`

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export type StartOptions = { help: true } | ({ help: false; dev: boolean } & LabOptions)

type PortOption = 'port' | 'api-port' | 'reports-port' | 'https-port' | 'api-https-port'

/** Reads the command line, and the environment for what it leaves out. @throws UsageError */
export function startOptions(args: string[], env: NodeJS.ProcessEnv): StartOptions {
  const { values } = read(args)
  if (values.help) return { help: true }
  const port = (option: PortOption, initial: number) => {
    const variable = option.replaceAll('-', '_').toUpperCase()
    if (values[option] !== undefined) return portNumber(values[option], `--${option}`)
    return env[variable] ? portNumber(env[variable], variable) : initial
  }
  const api = port('api-port', 4000)
  const options = {
    help: false as const,
    dev: values.dev,
    data: values.data,
    page: port('port', 5173),
    api,
    reports: port('reports-port', api === 0 ? 0 : 4001),
    ...(env.REDIS_URL && { redis: redisUrl(env.REDIS_URL) }),
  }
  if (!values.https) return options
  return { ...options, https: { page: port('https-port', 5443), api: port('api-https-port', 4443) } }
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        'api-port': { type: 'string' },
        'reports-port': { type: 'string' },
        https: { type: 'boolean', default: false },
        'https-port': { type: 'string' },
        'api-https-port': { type: 'string' },
        data: { type: 'string', default: '.lab' },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}. See npm start -- --help.`)
  }
}

/** The message does not repeat the URL: a password may stand in it. */
function redisUrl(text: string): string {
  const { protocol = '', pathname = '' } = URL.parse(text) ?? {}
  if (/^rediss?:$/.test(protocol) && /^(\/\d*)?$/.test(pathname)) return text
  throw new UsageError(
    'REDIS_URL has to be a URL such as redis://localhost:6379 or rediss://user:password@host:6379.',
  )
}

function portNumber(text: string, name: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new UsageError(
    `${name} has to be a port number from 0 to 65535, not "${text}". See npm start -- --help.`,
  )
}
