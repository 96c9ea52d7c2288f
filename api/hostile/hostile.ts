import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import Koa from 'koa'
import type { Experiment, Experiments } from '../lab/experiments.ts'
import { endedSentence } from '../lab/experiments.ts'
import { basesOf, type Origins } from '../lab/origins.ts'
import { notFound, Problem, problems } from '../problem.ts'
import { methodNotAllowed } from '../routes.ts'
import { type Means, means, TRANSFER } from './attacks.ts'
import { hostilePage, setPolicy } from './hostile-page.ts'
import { attack } from './in-page.ts'

const isMeans = (name: string | undefined): name is Means => name !== undefined && Object.hasOwn(means, name)

/**
 * What answers at the hostile hosts: a page that attacks one experiment of this lab, and takes in what the attack got. Which
 * address it attacks is looked up here, not asked for, so the page is of no use against any other server.
 */
export function createHostile(experiments: Experiments, origins: Origins): Koa {
  const app = new Koa()
  const router = new Router()

  router.get('/attack.js', (ctx) => {
    ctx.type = 'text/javascript'
    ctx.body = `(${attack})()`
  })

  router.get(['/x/:id/:means', '/x/:id/:means/inner'], (ctx) => {
    const { id, settings } = find(ctx.params.id)
    const name = ctx.params.means
    if (!isMeans(name)) throw new Problem(404, `There is no such attack: ${Object.keys(means).join(', ')}.`)
    const base = basesOf(id, origins, settings.page)[settings.relation] ?? ''
    const framed = ctx.path.endsWith('/inner')
    const own = `${ctx.protocol}://${ctx.host}`
    setPolicy(ctx, own, new URL(base).origin)
    ctx.body = hostilePage({
      means: name,
      base,
      transfer: TRANSFER,
      loot: `${own}/x/${id}/loot`,
      frame: framed ? null : `${own}/x/${id}/${name}/inner`,
    })
  })

  router.post('/x/:id/loot', bodyParser({ enableTypes: ['text'], textLimit: '16kb' }), (ctx) => {
    const { loot } = find(ctx.params.id)
    const { body } = ctx.request
    loot.add(ctx.get('Origin') || null, typeof body === 'string' ? body : '')
    ctx.status = 204
  })

  app.use(problems())
  app.use(notFound('There is nothing at this address: the page /attacks of the lab opens what is here.'))
  app.use(router.routes())
  app.use(router.allowedMethods({ throw: true, methodNotAllowed, notImplemented: methodNotAllowed }))
  return app

  function find(id: string | undefined): Experiment {
    const experiment = id === undefined ? undefined : experiments.find(id)
    if (!experiment) throw new Problem(404, endedSentence)
    return experiment
  }
}
