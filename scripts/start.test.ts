import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import http from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { listen } from '../api/lab/listen.ts'
import { experiment, send, temporaryFolder } from './test-lab.ts'
import { run, script, startLab } from './test-start.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

const data = join(folder.path, 'data')
const free = ['--port', '0', '--api-port', '0', '--data', data]

describe('npm start', () => {
  it('prints its addresses, shows the page, and ends on Ctrl-C even while a wire is read', async () => {
    const { child, ended, page } = await startLab(data)
    expect(await send(`${page}/`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('<div id="app">'),
    })
    const { id } = await experiment(page, {})
    const { host, port } = new URL(page)
    const reading = http.get({
      host: '127.0.0.1',
      port,
      path: `/lab/experiments/${id}/wire`,
      headers: { host },
    })
    const [response] = await once(reading, 'response')
    response.on('error', () => undefined)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0 })
  })

  it('with --dev shows the page from its sources, with hot reload', async () => {
    const { child, ended, page } = await startLab(data, ['--dev'])
    expect(await send(`${page}/`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('/@vite/client'),
    })
    expect(await send(`${page}/src/main.ts`)).toMatchObject({ status: 200 })
    const { port, host } = new URL(page)
    const headers = {
      host,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-protocol': 'vite-ping',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      origin: page,
    }
    const [response, socket] = await once(http.get({ host: '127.0.0.1', port, headers }), 'upgrade')
    expect(response.statusCode).toBe(101)
    socket.destroy()
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0 })
  })

  it('with --https shows the page over https too', async () => {
    const { child, ended, said } = await startLab(data, [
      '--https',
      '--https-port',
      '0',
      '--api-https-port',
      '0',
    ])
    expect(said()).toMatch(/https:\/\/app\.localhost:\d+/)
    expect(said()).toMatch(/https:\/\/api\.localhost:\d+ +https-cross-site/)
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 0 })
  })

  it('--help tells every option', async () => {
    const { code, output } = await run([script('start.ts'), '--help']).ended
    expect(code).toBe(0)
    for (const option of [
      '--port',
      '--api-port',
      '--reports-port',
      '--https',
      '--https-port',
      '--api-https-port',
      '--data',
      'REDIS_URL',
    ]) {
      expect(output).toContain(option)
    }
  })

  const wrong: { args: string[]; says: string }[] = [
    { args: ['--prot', '1'], says: 'Unknown option' },
    { args: ['surplus'], says: 'surplus' },
    { args: ['--port', 'abc'], says: '--port has to be a port number from 0 to 65535, not "abc"' },
    { args: ['--port', '65536'], says: '--port has to be a port number' },
    { args: ['--port', '-1'], says: '--port' },
    { args: ['--data', join(script('start.ts'), 'folder')], says: 'cannot be made' },
  ]

  it.each(wrong)('$args says what is wrong in one sentence, and fails', async ({ args, says }) => {
    const { code, output } = await run([script('start.ts'), '--port', '0', '--api-port', '0', ...args]).ended
    expect(code).toBe(1)
    expect(output).toContain(says)
    expect(output).not.toMatch(/\n *at /)
  })

  const badUrls = ['localhost:6379', 'http://localhost:6379', 'redis://:lovelace@localhost/zero']
  it.each(badUrls)('REDIS_URL=%s is refused without repeating it', async (REDIS_URL) => {
    const { code, output } = await run([script('start.ts'), ...free], { ...process.env, REDIS_URL }).ended
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/^REDIS_URL has to be a URL such as redis:\/\/localhost:6379 .*\.\n$/),
    })
    expect(output).not.toContain('lovelace')
  })

  it('names a port that is in use, and fails', async () => {
    const blocker = await listen(0, () => undefined)
    const { code, output } = await run([script('start.ts'), ...free, '--port', `${blocker.port}`]).ended
    await blocker.close()
    expect({ code, output }).toEqual({
      code: 1,
      output: `Port ${blocker.port} is already in use: stop what uses it, or choose another (npm start -- --help).\n`,
    })
  })

  it('says what is wrong with a database that is none, and fails', async () => {
    const own = temporaryFolder()
    writeFileSync(join(own.path, 'lab.sqlite'), 'this is no database, but long enough to be looked at')
    const { code, output } = await run([script('start.ts'), ...free, '--data', own.path]).ended
    own.remove()
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(/^\S+lab\.sqlite cannot be used .*--data\.\n$/),
    })
  })
})

describe('before anything is installed', () => {
  it('a Node that is too old is told so, and fails', async () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.20.0' });
      await import(${JSON.stringify(pathToFileURL(script('setup.mjs')))})`
    const { code, output } = await run(['--input-type=module', '-e', pretend]).ended
    expect(code).toBe(1)
    expect(output).toBe(
      'Node 18.20.0 is too old: the lab needs 20.19 or newer. Get one from https://nodejs.org.\n',
    )
  })

  it.each([
    {
      missing: 'browser',
      ensure: 'browsers/ensure.ts',
      says: /^chromium was not found\. Install .*CHROMIUM_PATH.*\.$/m,
    },
    {
      missing: 'redis-server',
      ensure: 'ensure-servers.ts',
      says: /^No redis-server was found to test with\. Install Redis 7 .* apt-get install redis-server.*\.$/m,
    },
  ])('a missing $missing is told so where it cannot be installed, and fails', async (row) => {
    const { code, output } = await run([script(row.ensure)], { PATH: '' }).ended
    expect(code).toBe(1)
    expect(output).toMatch(row.says)
  })
})
