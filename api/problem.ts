import { STATUS_CODES } from 'node:http'
import type Koa from 'koa'
import type { FieldError } from './settings/settings.ts'

/** An error to be answered as RFC 9457 problem details. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly errors: FieldError[] | undefined
  /** Headers of the answer; Koa's convention, which `@koa/cors` adds to. */
  headers: Record<string, string | string[]>

  constructor(
    status: number,
    detail: string,
    { errors, headers = {} }: { errors?: FieldError[]; headers?: Record<string, string | string[]> } = {},
  ) {
    super(detail)
    this.status = status
    this.errors = errors
    this.headers = headers
  }

  /** A 422 that names every refused field. */
  static ofFields(errors: FieldError[]): Problem {
    const said = errors.map(({ field, detail }) => (field ? `${field}: ${detail}` : detail))
    return new Problem(422, said.join(' '), { errors })
  }

  toJSON() {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      ...(this.errors && { errors: this.errors }),
    }
  }
}

/**
 * Answers whatever is thrown further in. As in Koa's own error handling, the answer keeps only the
 * headers that the error brings along: that is how CORS headers get lost, and what
 * `keepHeadersOnError` of `@koa/cors` is for.
 */
export function problems(): Koa.Middleware {
  return async function problems(ctx, next) {
    try {
      await next()
    } catch (error) {
      const problem = toProblem(error)
      // A problem was foreseen; anything else is the server’s own fault.
      if (problem.status >= 500 && !(error instanceof Problem)) console.error(error)
      for (const name of ctx.res.getHeaderNames()) ctx.remove(name)
      ctx.set(problem.headers)
      ctx.status = problem.status
      ctx.body = JSON.stringify(problem)
      ctx.type = 'application/problem+json'
    }
  }
}

/** Answers 404 with this sentence where nobody further in has answered. */
export function notFound(sentence: string): Koa.Middleware {
  return async function notFound(ctx, next) {
    await next()
    if (ctx.status === 404 && ctx.body === undefined) throw new Problem(404, sentence)
  }
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = httpError(error)
  if (!known) return new Problem(500, 'Something failed inside the server; its terminal says what.')
  return new Problem(known.status, WORDS[known.message] ?? WORDS[known.type] ?? `${known.message}.`, {
    headers: known.headers,
  })
}

/** What `http-errors`, which Koa's libraries throw, carries; undefined for any other error. */
function httpError(error: unknown) {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined
  if (error.status < 400 || error.status > 499) return undefined
  const type = 'type' in error && typeof error.type === 'string' ? error.type : ''
  const headers = 'headers' in error ? headersOf(error.headers) : {}
  return { status: error.status, message: error.message, type: type || error.name, headers }
}

function headersOf(headers: unknown): Problem['headers'] {
  if (typeof headers !== 'object' || headers === null) return {}
  const isText = (value: unknown) => typeof value === 'string'
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string | string[]] =>
        isText(entry[1]) || (Array.isArray(entry[1]) && entry[1].every(isText)),
    ),
  )
}

/** Sentences for the errors of the body parser, by their message, `type` or name. */
const WORDS: Record<string, string> = {
  'entity.too.large': 'The body is larger than 64 KiB: send less.',
  'encoding.unsupported':
    'The content encoding is not known here: send the body without Content-Encoding, or gzip.',
  'request.aborted': 'The request ended before its body did.',
  'request.size.invalid': 'The body is not as long as Content-Length says.',
  'Object contains forbidden prototype property':
    'The body has a field __proto__ or constructor: leave it out.',
  SyntaxError: 'The body is not well-formed JSON: check its quotes, commas and brackets.',
}
