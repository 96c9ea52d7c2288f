import { express } from './express.ts'
import { fastify } from './fastify.ts'
import type { Framework } from './framework.ts'
import { hono } from './hono.ts'
import { koa } from './koa.ts'

/** The frameworks in which programs are written, in the order in which they are shown. */
export const FRAMEWORKS: readonly Framework[] = [koa, express, fastify, hono]
