import { randomUUID } from 'node:crypto'
import cors from 'cors'
import express, { type CookieOptions, type Express } from 'express'

/**
 * An API that has nothing to do with the lab: one that you may have. It keeps sessions by a cookie, and lets one page ask.
 * @param page the origin of that page
 * @param cookie how the session's cookie is set
 */
export function createOwnApi(page: string, cookie: CookieOptions): Express {
  const sessions = new Map<string, string>()
  const app = express()
  app.use(cors({ origin: page, credentials: true }))

  app.post('/login', (_, response) => {
    const id = randomUUID()
    sessions.set(id, 'ada')
    response.cookie('session', id, { httpOnly: true, ...cookie }).json({ user: 'ada' })
  })

  app.get('/me', (request, response) => {
    const [, id = ''] = /(?:^|; )session=([^;]*)/.exec(request.headers.cookie ?? '') ?? []
    const user = sessions.get(id)
    if (user === undefined) response.status(401).json({ title: 'Nobody is logged in.' })
    else response.json({ user })
  })

  return app
}
