import { existsSync, readdirSync, statSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'
import { pages } from '../web/pages.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const configFile = `${root}web/vite.config.ts`
const built = `${root}web/dist`

/** The page as files, built first where the sources are newer. */
export async function builtPage(): Promise<RequestListener> {
  if (isStale()) {
    const { build } = await import('vite')
    // Vite builds for what this says, and a test runner says "test".
    process.env.NODE_ENV = 'production'
    await build({ configFile, logLevel: 'warn' })
  }
  const serve = sirv(built, { single: true, etag: true, setHeaders })
  return (request, response) => serve(request, response, () => void response.writeHead(404).end())
}

/**
 * What the page may do: its own scripts and styles alone, requests to any origin under localhost. What has a hash in its name
 * never changes, and need not be asked for again.
 */
function setHeaders(response: Parameters<RequestListener>[1], path: string): void {
  const asset = path.startsWith('/assets/')
  response.setHeader('Cache-Control', asset ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'self'; connect-src 'self' http://*.localhost:* https://*.localhost:*; style-src 'self' 'unsafe-inline'; " +
      "img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  )
  response.setHeader('X-Content-Type-Options', 'nosniff')
  // The browsers' own default, as the model has it: without a referrer some browsers hide the origin of a no-cors POST.
  response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin')
}

function isStale(): boolean {
  const index = `${built}/index.html`
  if (!existsSync(index)) return true
  const time = statSync(index).mtimeMs
  const sources = [
    'web/src',
    'web/browser',
    'web/explain',
    'web/snippets',
    'web/claims',
    'web/lessons',
    'api/settings',
    'api/lab',
    'api/hostile',
  ].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  )
  const others = ['web/pages.ts', 'web/page-head.ts', 'web/vite.config.ts', 'package-lock.json']
  const markup = pages.map(({ file }) => `web/${file}`)
  return [...sources, ...[...markup, ...others].map((file) => root + file)].some(
    (file) => statSync(file).mtimeMs > time,
  )
}

/** The page from its sources, replaced in the browser as they change. */
export interface DevelopmentPage {
  serve: RequestListener
  /** Lets the page's live connection through the given servers. */
  connect(servers: readonly Server[]): void
  close(): Promise<void>
}

export async function developmentPage(): Promise<DevelopmentPage> {
  const { createServer: createVite } = await import('vite')
  // Never listens: it only hands the page's WebSocket connections on to Vite.
  const hub = createServer()
  const vite = await createVite({
    configFile,
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server: hub } },
  })
  return {
    serve: (request, response) => vite.middlewares(request, response),
    connect(servers) {
      for (const server of servers) {
        server.on('upgrade', (...upgrade) => hub.emit('upgrade', ...upgrade))
      }
    },
    close: () => vite.close(),
  }
}
