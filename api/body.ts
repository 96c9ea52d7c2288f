import { bodyParser } from '@koa/bodyparser'
import type Koa from 'koa'
import type * as v from 'valibot'
import { Problem } from './problem.ts'
import { parse } from './settings/settings.ts'

/** Parses JSON and urlencoded bodies of at most 64 KiB; a body of another type is answered 415. */
export function body(): Koa.Middleware[] {
  const limits = { jsonLimit: '64kb', formLimit: '64kb' }
  return [onlyKnownTypes, bodyParser({ enableTypes: ['json', 'form'], onError: refuse, ...limits })]
}

/** What the parser could not read is the client's fault; only some of its errors say so. */
function refuse(error: Error): never {
  if ('status' in error) throw error
  throw new Problem(
    400,
    'The body cannot be unpacked: it is not in the encoding that Content-Encoding names.',
  )
}

async function onlyKnownTypes(ctx: Koa.Context, next: Koa.Next): Promise<void> {
  // `is` answers false where the body is of another type, and also where there is none of it: 0 bytes.
  if (
    ctx.get('Content-Length') !== '0' &&
    ctx.is('application/json', 'application/x-www-form-urlencoded') === false
  ) {
    throw new Problem(415, 'The body has to be application/json or application/x-www-form-urlencoded.')
  }
  await next()
}

/** The request's body as the schema wants it. @throws Problem 422 that names the fields. */
export function bodyAs<S extends v.GenericSchema>(ctx: Koa.Context, schema: S): v.InferOutput<S> {
  return inputAs(schema, ctx.request.body ?? {})
}

/** Any input as the schema wants it. @throws Problem 422 that names the fields. */
export function inputAs<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const parsed = parse(schema, input, (output) => ({ output }))
  if ('errors' in parsed) throw Problem.ofFields(parsed.errors)
  return parsed.output
}
