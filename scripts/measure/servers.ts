import { randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import corsForExpress from 'cors'
import express from 'express'
import expressSession from 'express-session'
import jwt from 'jsonwebtoken'
import { demoUsers } from '../../api/lab/demo-users.ts'
import { hashToken } from '../../api/opaque-tokens.ts'
import type { Credential } from '../../api/settings/settings.ts'
import { openDatabase } from '../../api/store/database.ts'
import { sqliteStores } from '../../api/store/sqlite-store.ts'
import type { Store } from '../../api/store/store.ts'
import { createUsers } from '../../api/users.ts'
import { apiServer, ID, key, PAGE } from './api-server.ts'

const users = createUsers(demoUsers)

function emptyStore(): Store {
  const database = openDatabase(':memory:')
  database.prepare('INSERT INTO experiments (id, settings) VALUES (?, ?)').run(ID, '{}')
  return sqliteStores(database)(ID)
}

/** This project's API. */
export const koaServer = (credential: Credential): Promise<RequestListener> =>
  apiServer({ credential }, emptyStore())

declare module 'express-session' {
  interface SessionData {
    username: string
  }
}

/** The same work in Express: `cors`, `express-session` over the same store, `jsonwebtoken`. */
export function expressServer(credential: Credential): RequestListener {
  const app = express()
  const store = emptyStore()
  const check: jwt.VerifyOptions = { algorithms: ['HS256'], issuer: 'with-credentials', audience: ID }
  app.disable('x-powered-by')
  app.use(corsForExpress({ origin: PAGE, credentials: true }))
  app.use(express.json({ limit: '64kb' }))
  if (credential === 'session-cookie') {
    app.use(
      expressSession({
        name: `sid-${ID}`,
        secret: 'measured',
        resave: false,
        saveUninitialized: false,
        store: new StoreForExpress(store),
      }),
    )
  }

  app.post('/login', async (request, response) => {
    const user = await users.authenticate(request.body.username, request.body.password)
    if (!user) return void response.status(401).end()
    if (credential === 'session-cookie') request.session.username = user.username
    // A token of the same size: the members that this project's tokens have.
    const claims = { name: user.name, role: user.role, sid: randomUUID(), nbf: Math.floor(Date.now() / 1000) }
    const options: jwt.SignOptions = {
      issuer: 'with-credentials',
      audience: ID,
      subject: user.username,
      expiresIn: 900,
      jwtid: randomUUID(),
      header: { alg: 'HS256', typ: 'at+jwt', kid: 'measured' },
    }
    response.json(credential === 'bearer' ? { accessToken: jwt.sign(claims, key, options) } : {})
  })

  app.get('/me', async (request, response) => {
    const user = users.find(
      credential === 'bearer' ? subjectOf(request.get('Authorization')) : (request.session.username ?? ''),
    )
    if (!user) return void response.status(401).end()
    const { username, name, role } = user
    response.json({ username, name, role, balance: await store.accounts.balance(username), credential })
  })

  return (request, response) => app(request, response)

  function subjectOf(header = ''): string {
    try {
      const claims = jwt.verify(header.slice('Bearer '.length), key, check)
      return typeof claims === 'object' && 'sub' in claims ? (claims.sub ?? '') : ''
    } catch {
      return ''
    }
  }
}

class StoreForExpress extends expressSession.Store {
  readonly #store: Store

  constructor(store: Store) {
    super()
    this.#store = store
  }

  override get(
    id: string,
    done: (error: unknown, session?: expressSession.SessionData | null) => void,
  ): void {
    this.#store.sessions.get(hashToken(id)).then(
      (session) =>
        done(null, session ? { username: session.username, cookie: { originalMaxAge: null } } : null),
      (error) => done(error),
    )
  }

  override set(id: string, session: expressSession.SessionData, done?: (error?: unknown) => void): void {
    const [{ username }, began] = [session, Date.now()]
    const times = { began, used: began, expires: began + 86_400_000 }
    this.#store.sessions
      .put(hashToken(id), { username, client: 'measured', ...times })
      .then(() => done?.(), done)
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    this.#store.sessions.end(hashToken(id)).then(() => done?.(), done)
  }
}
