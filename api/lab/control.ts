import Router from '@koa/router'
import Koa from 'koa'
import { body, bodyAs } from '../body.ts'
import { notFound, Problem, problems } from '../problem.ts'
import { methodNotAllowed } from '../routes.ts'
import { parseSettings, type Settings } from '../settings/settings.ts'
import { demoUsers } from './demo-users.ts'
import { type Experiment, type Experiments, endedSentence } from './experiments.ts'
import { guard } from './guard.ts'
import type { ExperimentView, LabView, LootView, Rehearsed, RotatedKeys, WireEvent } from './interface.ts'
import type { ExperimentKeys } from './keys.ts'
import { type Measure, measureNow } from './measure-now.ts'
import { basesOf, type Origins } from './origins.ts'
import { rehearsalSchema, rehearse } from './rehearse.ts'
import { reportFile } from './report-file.ts'

/** Files with the last reports of the commands; they need not be there. */
export interface ReportFiles {
  matrix: string
  bench: string
}

/**
 * The lab's control plane: makes experiments, tells what their servers saw, hands out the last reports of matrix and bench, and
 * measures. For the lab's own page alone.
 */
export function createControl(
  experiments: Experiments,
  origins: Origins,
  keysOf: (experiment: string) => ExperimentKeys,
  rotateKeys: (experiment: string) => Promise<void>,
  reportFiles: ReportFiles,
  measure: Measure | undefined,
): Koa {
  const app = new Koa()
  const router = new Router({ prefix: '/lab' })

  router.get('/', (ctx) => {
    const users = demoUsers.map(({ username, name, role, password }) => ({ username, name, role, password }))
    ctx.body = {
      pages: origins.pages,
      origins: origins.api,
      reports: origins.reports,
      hostile: origins.hostile,
      users,
    } satisfies LabView
  })

  router.post('/experiments', (ctx) => {
    const parsed = parseSettings(ctx.request.body)
    if ('errors' in parsed) throw Problem.ofFields(parsed.errors)
    refuseMissingHttps(parsed.settings)
    const experiment = experiments.create(parsed.settings)
    ctx.status = 201
    ctx.set('Location', `/lab/experiments/${experiment.id}`)
    ctx.body = view(experiment)
  })

  router.post('/answers', async (ctx) => {
    const rehearsal = bodyAs(ctx, rehearsalSchema)
    const pageOrigin = origins.pages[rehearsal.settings.page] ?? origins.pages.http
    ctx.body = (await rehearse(rehearsal, pageOrigin, keysOf(rehearsal.id))) satisfies Rehearsed
  })

  router.get('/matrix', reportFile(reportFiles.matrix, 'No matrix has been run yet: npm run matrix.'))

  router.get('/bench', reportFile(reportFiles.bench, 'Nothing has been measured yet: npm run bench.'))
  router.post('/bench', measureNow(measure))

  router.get('/experiments/:id', (ctx) => {
    ctx.body = view(find(ctx.params.id))
  })

  router.get('/experiments/:id/loot', (ctx) => {
    ctx.body = { loot: [...find(ctx.params.id).loot.pieces] } satisfies LootView
  })

  // Whoever can call an API must not be able to change its keys: this is the operator's side.
  router.post('/experiments/:id/keys', async (ctx) => {
    const { id, settings } = find(ctx.params.id)
    await rotateKeys(id)
    const kids = keysOf(id)
      .tokenKeys(settings.token.algorithm)
      .map(({ kid }) => kid)
    ctx.status = 201
    ctx.body = { kids } satisfies RotatedKeys
  })

  router.get('/experiments/:id/wire', (ctx) => {
    const { wire } = find(ctx.params.id)
    const seen = Number(ctx.get('Last-Event-ID')) || 0
    const send = (event: WireEvent) => {
      if (event.number > seen) ctx.res.write(`id: ${event.number}\ndata: ${JSON.stringify(event)}\n\n`)
    }
    // Koa takes a reader who leaves a stream for an error, so this one is written by hand.
    ctx.respond = false
    ctx.res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    ctx.res.write(': what the server saw\n\n')
    for (const event of wire.events) send(event)
    ctx.res.once('close', wire.subscribe(send))
  })

  // `problems` tells what fails. All that Koa would add is that a reader has left the wire.
  app.silent = true
  app.use(problems())
  app.use(guard(origins))
  for (const middleware of body()) app.use(middleware)
  app.use(
    notFound(
      'There is nothing at this address. The lab answers /lab, /lab/experiments, /lab/experiments/<id> with /wire, /loot and /keys below it, /lab/matrix and /lab/bench.',
    ),
  )
  app.use(router.routes())
  app.use(router.allowedMethods({ throw: true, methodNotAllowed, notImplemented: methodNotAllowed }))
  return app

  function view({ id, settings, wire }: Experiment): ExperimentView {
    return { id, settings, bases: basesOf(id, origins, settings.page), received: wire.received }
  }

  function find(id: string | undefined): Experiment {
    const experiment = id === undefined ? undefined : experiments.find(id)
    if (!experiment) throw new Problem(404, endedSentence)
    return experiment
  }

  function refuseMissingHttps(settings: Settings): void {
    const detail = 'This lab runs without https: start it with "npm start -- --https".'
    const errors = [
      ...(origins.pages[settings.page] === null ? [{ field: 'page', detail }] : []),
      ...(origins.api[settings.relation] === null ? [{ field: 'relation', detail }] : []),
    ]
    if (errors.length > 0) throw Problem.ofFields(errors)
  }
}
