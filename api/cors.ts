import koaCors from '@koa/cors'
import type Koa from 'koa'
import type { Settings } from './settings/settings.ts'

type CorsSettings = Settings['cors']

/** What allows, or fails to allow, pages of other origins to read answers; in the order in which it runs. */
export function corsPolicy(settings: CorsSettings, pageOrigin: string): Koa.Middleware[] {
  const options = koaCorsOptions(settings, pageOrigin)
  switch (settings.policy) {
    case 'off':
      return []
    case 'koa-cors':
    case 'authentication-first':
      return [koaCors(options)]
    case 'raw':
      return [rawHeaders(settings)]
    case 'reflects-any-origin':
      return [koaCors({ ...options, origin: (ctx) => ctx.get('Origin') })]
    case 'matches-by-suffix':
      return [
        koaCors({ ...options, origin: (ctx) => matchingSuffix(ctx.get('Origin'), new URL(pageOrigin).host) }),
      ]
    case 'forgets-vary':
      return [withoutVary, koaCors(options)]
    case 'preflight-redirected':
      return [redirectPreflight, koaCors(options)]
    case 'errors-without-cors':
      return [koaCors({ ...options, keepHeadersOnError: false })]
    case 'trailing-slash':
      return [koaCors({ ...options, origin: `${pageOrigin}/` })]
    case 'null-trusted':
      return [koaCors({ ...options, origin: (ctx) => oneOf(['null', pageOrigin], ctx.get('Origin')) })]
  }
}

function koaCorsOptions(settings: CorsSettings, pageOrigin: string): koaCors.Options {
  const { origin, allowMethods, allowHeaders, exposeHeaders, maxAge } = settings
  return {
    credentials: settings.credentials,
    keepHeadersOnError: settings.keepHeadersOnError,
    secureContext: settings.secureContext,
    privateNetworkAccess: settings.privateNetworkAccess,
    allowMethods,
    allowHeaders,
    exposeHeaders,
    // As text: the library takes the number 0 for "no header".
    ...(maxAge !== null && { maxAge: String(maxAge) }),
    ...(origin !== 'unset' && { origin: origin === 'page' ? pageOrigin : origin }),
  }
}

/** @koa/cors writes no header for an origin of ''. */
const oneOf = (allowed: string[], origin: string) => (allowed.includes(origin) ? origin : '')

const matchingSuffix = (origin: string, host: string) => (origin.endsWith(host) ? origin : '')

/** An OPTIONS request that asks for permission: Fetch, "CORS-preflight fetch". */
const isPreflight = (ctx: Koa.Context): boolean =>
  ctx.method === 'OPTIONS' && ctx.get('Access-Control-Request-Method') !== ''

/** Sends the headers of the settings to the letter, with errors too, and answers preflights by itself. */
function rawHeaders({ preflightStatus, preflightHeaders, answerHeaders }: CorsSettings): Koa.Middleware {
  const forPreflight = headerRecord(preflightHeaders)
  const forAnswer = headerRecord(answerHeaders)
  return async function rawCors(ctx, next) {
    if (isPreflight(ctx)) {
      ctx.status = preflightStatus
      ctx.set(forPreflight)
      return
    }
    await withErrorHeaders(next, (headers) => Object.assign(headers, forAnswer))
    ctx.set(forAnswer)
  }
}

/** Header lines as a record; lines of one name become one list. */
function headerRecord(lines: readonly [string, string][]): Record<string, string[]> {
  const record = new Map<string, { name: string; values: string[] }>()
  for (const [name, value] of lines) {
    const entry = record.get(name.toLowerCase()) ?? { name, values: [] }
    entry.values.push(value)
    record.set(name.toLowerCase(), entry)
  }
  return Object.fromEntries([...record.values()].map(({ name, values }) => [name, values]))
}

async function withoutVary(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  await withErrorHeaders(next, (headers) => {
    delete headers.vary
  })
  ctx.remove('Vary')
}

async function redirectPreflight(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  if (!isPreflight(ctx)) return next()
  ctx.status = 307
  ctx.set('Location', `${ctx.path.split('/').at(-1)}/`)
}

/** Runs what is further in, and changes the headers of an error on its way out. */
async function withErrorHeaders(
  next: Koa.Next,
  change: (headers: Record<string, unknown>) => void,
): Promise<void> {
  try {
    await next()
  } catch (error) {
    if (error instanceof Error) {
      const headers = 'headers' in error && typeof error.headers === 'object' ? { ...error.headers } : {}
      change(headers)
      Object.assign(error, { headers })
    }
    throw error
  }
}
