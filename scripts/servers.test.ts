import { describe, expect, it, onTestFinished } from 'vitest'
import { useRedis } from '../api/test/redis.ts'
import { experiment, logIn, send, sendJson, temporaryFolder } from './test-lab.ts'
import { startLab } from './test-start.ts'

const redis = useRedis()
const stores = [
  { store: 'SQLite', env: () => ({}) },
  { store: 'Redis', env: () => ({ REDIS_URL: redis.url }) },
]

/** Starts labs over one folder, and kills those that still run when the test is over. */
function useFolder(env: NodeJS.ProcessEnv) {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  return async () => {
    const lab = await startLab(folder.path, [], env)
    const kill = async () => {
      lab.child.kill('SIGKILL')
      await lab.ended
    }
    onTestFinished(kill)
    return { base: (id: string) => `${lab.page}/api/x/${id}`, page: lab.page, said: lab.said, kill }
  }
}

const cookieOf = ({ headers }: Awaited<ReturnType<typeof logIn>>) =>
  headers['set-cookie']?.[0]?.split(';')[0] ?? ''

describe.each(stores)('over $store', ({ env }) => {
  it('sessions and refresh tokens survive a lab that is killed', async () => {
    const start = useFolder(env())
    const first = await start()
    const session = await experiment(first.page, {})
    const bearer = await experiment(first.page, { credential: 'bearer' })
    const cookie = cookieOf(await logIn(first.base(session.id)))
    const { refreshToken } = (await logIn(first.base(bearer.id))).json()
    await first.kill()

    const second = await start()
    const me = await send(`${second.base(session.id)}/me`, { headers: { cookie } })
    expect(me).toMatchObject({ status: 200 })
    const refreshed = await sendJson(`${second.base(bearer.id)}/refresh`, { refreshToken })
    expect(refreshed).toMatchObject({ status: 200 })
  })

  it('two labs know each other’s sessions, and their ends', async () => {
    const start = useFolder(env())
    const [one, other] = [await start(), await start()]
    const { id } = await experiment(one.page, {})
    const headers = { cookie: cookieOf(await logIn(one.base(id))) }
    expect(await send(`${other.base(id)}/me`, { headers })).toMatchObject({ status: 200 })
    await send(`${other.base(id)}/sessions`, { method: 'DELETE', headers })
    expect(await send(`${one.base(id)}/me`, { headers })).toMatchObject({ status: 401 })
  })

  it('two labs under load never accept one refresh token twice', async () => {
    const start = useFolder(env())
    const labs = [await start(), await start()]
    const settings = { credential: 'bearer', token: { refreshGrace: 0 } }
    const { id } = await experiment(labs[0]?.page ?? '', settings)
    for (let round = 0; round < 8; round++) {
      const { refreshToken } = (await logIn(labs[0]?.base(id) ?? '')).json()
      const attempts = Array.from({ length: 15 }, () =>
        labs.map(({ base }) => sendJson(`${base(id)}/refresh`, { refreshToken })),
      )
      const statuses = (await Promise.all(attempts.flat())).map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 401)).toHaveLength(29)
    }
  })

  it('two labs under load move no more money than there is', async () => {
    const start = useFolder(env())
    const labs = [await start(), await start()]
    const { id } = await experiment(labs[0]?.page ?? '', { credential: 'bearer' })
    const authorization = `Bearer ${(await logIn(labs[0]?.base(id) ?? '')).json().accessToken}`
    const attempts = Array.from({ length: 15 }, () =>
      labs.map(({ base }) =>
        sendJson(`${base(id)}/transfers`, { to: 'grace', amount: 100 }, { authorization }),
      ),
    )
    const statuses = (await Promise.all(attempts.flat())).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(10)
    expect(statuses.filter((status) => status === 409)).toHaveLength(20)
  })
})

it('a lab whose Redis is killed answers 503, lives, and goes on when it is back', async () => {
  const start = useFolder({ REDIS_URL: redis.url })
  const { base, page, said } = await start()
  expect(said()).toContain(`store Redis at ${new URL(redis.url).host}\n`)
  const { id } = await experiment(page, {})
  const headers = { cookie: cookieOf(await logIn(base(id))) }
  const me = () => send(`${base(id)}/me`, { headers })
  await redis.kill()
  expect(await me()).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  expect(await send(`${base(id)}/me`)).toMatchObject({ status: 401 })
  expect(await send(`${page}/lab`)).toMatchObject({ status: 200 })
  await redis.start()
  let answer = await me()
  while (answer.status === 503) answer = await me()
  expect(answer).toMatchObject({ status: 200 })
})
