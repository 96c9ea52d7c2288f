import { describe, expect, it } from 'vitest'
import { PUBLISHED_SECRET } from '../../../api/settings/credential.ts'
import { settingsFor } from '../../../api/test/settings.ts'
import packages from '../../../package.json' with { type: 'json' }
import type { Snippet } from '../snippet.ts'
import { serverSnippets } from './servers.ts'

const PLACE = { page: 'https://app.example.com', api: 'https://api.example.com' }

function snippetsOf(partial: object, place = PLACE): Snippet[] {
  return serverSnippets(settingsFor(partial), place)
}

function snippetOf(name: string, partial: object, place = PLACE): Snippet {
  const found = snippetsOf(partial, place).find((snippet) => snippet.name === name)
  if (!found) throw new Error(`There is no snippet for ${name}.`)
  return found
}

const CREDENTIALS = ['session-cookie', 'session-in-cookie', 'jwt-cookie', 'bearer']

describe.each(CREDENTIALS)('with %s', (credential) => {
  const snippets = snippetsOf({ credential, token: { secret: 'published' } })

  it.each(snippets)('$name imports what the project tests it with', ({ packages: imported }) => {
    const tested = Object.keys({ ...packages.dependencies, ...packages.devDependencies })
    expect(tested).toEqual(expect.arrayContaining(imported))
  })

  it.each(snippets)('$name has no secret written in it', ({ code }) => {
    expect(code).not.toContain(PUBLISHED_SECRET)
    expect(code).not.toMatch(/(SECRET|KEY|PASSWORD) = '/)
  })

  it.each(snippets)('$name fits a screen’s width, and has no empty lines in a row', ({ code }) => {
    expect(code.split('\n').filter((line) => line.length > 130)).toEqual([])
    expect(code).not.toContain('\n\n\n')
  })
})

/** What stands in every program for some settings, and what does not. */
const needed = [
  { settings: {}, has: ['SESSION', 'checkOrigin'], hasNot: ['jose', '/refresh', '/csrf', 'maxAge'] },
  { settings: { client: { method: 'PATCH' } }, has: ['.patch('], hasNot: ['.put('] },
  {
    settings: { cookie: { sameSite: 'Lax' } },
    has: ["sameSite: 'lax'"],
    hasNot: ['checkOrigin', 'X-XSRF-TOKEN'],
  },
  {
    settings: { credential: 'bearer' },
    has: ['jose', '/refresh', 'GRACE', 'PAGE'],
    hasNot: ['COOKIE', 'checkOrigin', 'revoked'],
  },
  {
    settings: { credential: 'bearer', token: { algorithm: 'RS256', refreshGrace: 0, revocationList: true } },
    has: ["'RS256'", 'TOKEN_PRIVATE_KEY', 'revoked'],
    hasNot: ['HS256', 'GRACE', 'TOKEN_SECRET'],
  },
  {
    settings: { credential: 'bearer', cors: { policy: 'off' } },
    has: [],
    hasNot: ['Access-Control', 'cors('],
  },
  { settings: { client: { contentType: 'application/x-www-form-urlencoded' } }, has: ['form'], hasNot: [] },
]

describe('only what the settings need stands in a program', () => {
  it.each(needed.flatMap((row) => ['Koa', 'Express', 'Fastify', 'Hono'].map((name) => ({ ...row, name }))))(
    '$name: $settings',
    ({ name, settings, has, hasNot }) => {
      const { code } = snippetOf(name, settings)
      for (const text of has) expect(code).toContain(text)
      for (const text of hasNot) expect(code).not.toContain(text)
    },
  )
})

const noted = [
  { name: 'Hono', settings: { cookie: { secure: false } }, says: /Partitioned without Secure/ },
  { name: 'Hono', settings: { cookie: { maxAge: 40_000_000 } }, says: /400 days/ },
  { name: 'Hono', settings: { cookie: { prefix: '__Host-', path: '/x' } }, says: /answered 500/ },
  { name: 'nginx', settings: { cookie: { prefix: '__Host-' } }, says: /cannot rename/ },
  { name: 'nginx', settings: { cookie: { maxAge: 60 } }, says: /how long a cookie lives/ },
  { name: 'nginx', settings: {}, says: /Partitioned/ },
  { name: 'nginx', settings: { cors: { policy: 'raw', preflightStatus: 444 } }, says: /444/ },
  { name: 'Koa', settings: { wire: { servers: 'shared-store' } }, says: /store that they share/ },
]

describe('what a server cannot do is said', () => {
  it.each(noted)('$name: $settings', ({ name, settings, says }) => {
    expect(snippetOf(name, settings).notes.join('\n')).toMatch(says)
  })

  it('and where CORS is not needed', () => {
    const place = { page: PLACE.page, api: PLACE.page }
    expect(snippetOf('Koa', {}, place).notes.join('\n')).toMatch(/nothing needs it/)
  })
})
