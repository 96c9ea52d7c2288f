import { beforeAll, describe, expect, it } from 'vitest'
import type { ExperimentView } from '../api/lab/interface.ts'
import { openLab } from './lab.ts'
import { experiment, type Reply, send } from './test-lab.ts'
import { useChromium, useLab } from './test-setup.ts'

const free = { page: 0, api: 0 }
const lab = useLab((data) =>
  openLab({ ...free, https: free, data }, (_, response) => response.end('the page')),
)
const running = useChromium('allow')

const sources = ['another-site', 'sibling-host'] as const
let page: string
let one: ExperimentView

beforeAll(async () => {
  page = lab.current.origins.pages.http
  one = await experiment(page, { relation: 'other-port' })
})

const hostile = (source: (typeof sources)[number]) => lab.current.origins.hostile[source].http

describe.each(sources)('the host of %s', (source) => {
  const paths: { path: string; status: number }[] = [
    { path: '/', status: 404 },
    { path: '/index.html', status: 404 },
    { path: '/attacks', status: 404 },
    { path: '/claims', status: 404 },
    { path: '/api/x/<id>/me', status: 404 },
    { path: '/x/<id>/me', status: 404 },
    { path: '/x/<id>/constructor', status: 404 },
    { path: '/x/nobody/read', status: 404 },
    { path: '/x/<id>/read', status: 200 },
    { path: '/x/<id>/link', status: 200 },
    { path: '/x/<id>/frame/inner', status: 200 },
    { path: '/attack.js', status: 200 },
    { path: '/lab', status: 403 },
    { path: '/lab/experiments/<id>', status: 403 },
    { path: '/lab/experiments/<id>/loot', status: 403 },
    { path: '/lab/experiments/<id>/wire', status: 403 },
    { path: '/lab/matrix', status: 403 },
  ]

  it.each(paths)('answers $status to $path', async ({ path, status }) => {
    expect(await send(hostile(source) + path.replace('<id>', one.id))).toMatchObject({ status })
  })

  it('lets its page reach one API and itself, nothing else', async () => {
    const own = hostile(source)
    const api = lab.current.origins.api['other-port']
    const { headers } = await send(`${own}/x/${one.id}/read`)
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src ${own}; connect-src ${own} ${api}; img-src data: ${api}; form-action ${api}; ` +
        `frame-src ${own}; base-uri 'none'; frame-ancestors ${own}`,
    )
  })

  it('shows the page over https too', async () => {
    const tab = await running.current.browser.newPage()
    const answer = await tab.goto(`${lab.current.origins.hostile[source].https}/x/${one.id}/read`)
    expect(answer?.status()).toBe(200)
    await tab.close()
  })

  const reaches: { name: string; ask: string }[] = [
    { name: 'read the lab', ask: `fetch('<page>/lab')` },
    { name: 'read the lab with credentials', ask: `fetch('<page>/lab', { credentials: 'include' })` },
    {
      name: 'make an experiment',
      ask: `fetch('<page>/lab/experiments', { method: 'POST', mode: 'no-cors', body: '{}' })`,
    },
    { name: 'read the lab at its own host', ask: `fetch('/lab')` },
    {
      name: 'make an experiment at its own host',
      ask: `fetch('/lab/experiments', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })`,
    },
  ]

  it.each(reaches)('does not let its page $name', async ({ ask }) => {
    const tab = await running.current.browser.newPage()
    await tab.goto(`${hostile(source)}/x/${one.id}/read`)
    const got = await tab.evaluate(
      `${ask.replace('<page>', page)}.then(({ status }) => status, () => 'no answer')`,
    )
    await tab.close()
    expect(got).toBe(ask.includes('<page>') ? 'no answer' : 403)
  })
})

describe('loot', () => {
  const sendHome = (text: string, id = one.id): Promise<Reply> =>
    send(`${hostile('another-site')}/x/${id}/loot`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', origin: page },
      body: text,
    })

  it('is told by the control plane, secrets shortened', async () => {
    const { id } = await experiment(page, {})
    expect(await sendHome(`sid-${id}=Zm9vYmFyYmF6cXV4MDEyMzQ1Njc4OQ`, id)).toMatchObject({ status: 204 })
    expect((await send(`${page}/lab/experiments/${id}/loot`)).json()).toEqual({
      loot: [{ origin: page, holds: 'credential', text: `sid-${id}=Zm9vY…4OQ` }],
    })
  })

  it('may be nothing', async () => {
    const { id } = await experiment(page, {})
    await sendHome('', id)
    expect((await send(`${page}/lab/experiments/${id}/loot`)).json()).toEqual({
      loot: [{ origin: page, holds: 'nothing', text: '' }],
    })
  })

  it.each([
    { name: 'too long', text: 'a'.repeat(17 * 1024), status: 413 },
    { name: 'of no experiment', text: 'a', id: 'nobody', status: 404 },
  ])('that is $name is answered $status', async ({ text, id, status }) => {
    expect(await sendHome(text, id)).toMatchObject({ status })
  })
})
