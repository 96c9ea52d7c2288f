import type { Settings } from '../../../api/settings/settings.ts'
import type { Place, Snippet } from '../snippet.ts'
import { soundSettings } from '../sound.ts'
import { express } from './express.ts'
import { fastify } from './fastify.ts'
import type { Framework } from './framework.ts'
import { hono } from './hono.ts'
import { koa } from './koa.ts'
import { nginx } from './nginx.ts'
import { program } from './program.ts'

/** The frameworks for which there are programs. */
export const FRAMEWORKS: readonly Framework[] = [koa, express, fastify, hono]

/** The server as code, once for each of the usual ones; what is unsound in the settings is replaced first. */
export function serverSnippets(settings: Settings, place: Place): Snippet[] {
  const { settings: sound } = soundSettings(settings)
  return [...FRAMEWORKS.map((framework) => program(framework, sound, place)), nginx(sound, place)]
}
