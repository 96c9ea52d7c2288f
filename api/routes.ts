import Router from '@koa/router'
import type { Context } from 'koa'
import * as v from 'valibot'
import { bodyAs, inputAs } from './body.ts'
import { type Credential, type OwnSession, type OwnSessions, publicUser } from './credentials/credential.ts'
import { giveToken } from './csrf/double-submit.ts'
import type { Deps } from './deps.ts'
import { loginLimits } from './login-limits.ts'
import { Problem } from './problem.ts'
import type { Settings } from './settings/settings.ts'
import { jwks } from './tokens/jwks.ts'
import type { User } from './users.ts'

const textField = v.pipe(v.string('Expected text.'), v.maxLength(1024, 'Expected at most 1,024 characters.'))

const loginBody = v.strictObject({ username: textField, password: textField })

const AMOUNT = 'Expected a whole number from 1 to 1000000.'
const transferBody = v.strictObject({
  to: textField,
  // A form can send text only.
  amount: v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number))], AMOUNT),
    v.integer(AMOUNT),
    v.minValue(1, AMOUNT),
    v.maxValue(1_000_000, AMOUNT),
  ),
})

/** What the API does: a state change here and there, and telling who is asking. */
export function routes(settings: Settings, credential: Credential, deps: Deps): Router {
  const router = new Router()
  const { users, store } = deps
  const { accounts } = store
  const limits = loginLimits()

  router.post('/login', async (ctx) => {
    const { username, password } = bodyAs(ctx, loginBody)
    const user = await limits.attempt(username, ctx.ip, () => users.authenticate(username, password))
    if (!user) throw unauthorized('The username or the password is wrong.')
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { user: publicUser(user), ...(await credential.begin(ctx, user)) }
  })

  router.get('/me', async (ctx) => {
    const user = await authenticated(ctx)
    ctx.body = {
      ...publicUser(user),
      balance: await accounts.balance(user.username),
      credential: settings.credential,
    }
  })

  router.get('/admin', async (ctx) => {
    const user = await authenticated(ctx)
    if (user.role !== 'admin')
      throw new Problem(403, `This is for the role admin; ${user.name} has the role ${user.role}.`)
    ctx.body = { users: users.all().map(publicUser) }
  })

  router.register('/transfers', ['POST', 'PUT', 'PATCH'], (ctx: Context) =>
    transfer(ctx, ctx.request.body ?? {}),
  )
  // The knob is about cookies alone, as its group is.
  if (settings.csrf.transferByGet && settings.credential !== 'bearer')
    router.get('/transfers', (ctx) => transfer(ctx, ctx.query))

  async function transfer(ctx: Context, input: unknown): Promise<void> {
    const user = await authenticated(ctx)
    const { to, amount } = inputAs(transferBody, input)
    if (!users.find(to) || to === user.username) {
      const others = users.all().filter(({ username }) => username !== user.username)
      throw Problem.ofFields([
        { field: 'to', detail: `Expected one of ${others.map(({ username }) => username).join(', ')}.` },
      ])
    }
    if (!(await accounts.transfer(user.username, to, amount))) {
      throw new Problem(409, `${user.name} has less than ${amount}: nothing was transferred.`)
    }
    ctx.status = 201
    ctx.body = { to, amount, balance: await accounts.balance(user.username) }
  }

  router.post('/refresh', async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.body = await credential.refresh(ctx)
  })

  router.post('/logout', async (ctx) => {
    await credential.end(ctx)
    ctx.status = 204
  })

  router.get('/sessions', async (ctx) => {
    const sessions = keptSessions()
    const list = await sessions.list(ctx, await authenticated(ctx))
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { sessions: list.map(publicSession) }
  })

  router.delete('/sessions', async (ctx) => {
    await keptSessions().endAll(ctx, await authenticated(ctx))
    ctx.status = 204
  })

  router.delete('/sessions/:id', async (ctx) => {
    const ended = await keptSessions().end(ctx, await authenticated(ctx), ctx.params.id ?? '')
    // The same answer to what is another user's: nobody learns whether it exists.
    if (!ended) throw new Problem(404, 'You have no session of this id: GET /sessions lists those you have.')
    ctx.status = 204
  })

  router.get('/csrf', giveToken(settings, credential, deps))

  router.get('/.well-known/jwks.json', jwks(settings, deps.tokenKeys))

  return router

  function keptSessions(): OwnSessions {
    if (credential.sessions) return credential.sessions
    throw new Problem(
      404,
      'The server keeps no sessions of this credential, so it can neither list nor end them.',
    )
  }

  async function authenticated(ctx: Context): Promise<User> {
    const user = await credential.identify(ctx)
    if (!user) throw unauthorized('Nobody is logged in: no credential came with the request.')
    return user
  }

  function unauthorized(detail: string): Problem {
    return new Problem(401, detail, { headers: { 'WWW-Authenticate': credential.challenge } })
  }
}

/** A session as its user may see it, times in ISO 8601. */
const publicSession = ({ id, client, began, used, expires, current }: OwnSession) => ({
  id,
  client,
  began: new Date(began).toISOString(),
  used: new Date(used).toISOString(),
  expires: new Date(expires).toISOString(),
  current,
})

/** The answer to a known address with another method. */
export const methodNotAllowed = () => new Problem(405, 'This address does not answer to that method.')
