import { expect, test } from '@playwright/test'
import { loadCertificate } from '../../../api/lab/certificate.ts'
import { createExactServer, type ExactServer } from '../../observe/exact-server.ts'
import { createStage } from '../../observe/stage.ts'
import { temporaryFolder } from '../../test-lab.ts'
import { plainScenarios } from '../plain-scenarios.ts'

/** Each worker has servers of its own. */
const ports = { page: 21_000 + 2 * Number(process.env.TEST_PARALLEL_INDEX ?? 0), api: 0 }
ports.api = ports.page + 1

const stage = createStage()
let server: ExactServer

test.beforeAll(async () => {
  const folder = temporaryFolder()
  server = createExactServer(stage.answer, await loadCertificate(folder.path))
  folder.remove()
  for (const port of Object.values(ports)) await server.serve(new URL(`http://localhost:${port}`))
})
test.afterAll(() => server.close())

for (const scenario of plainScenarios(Number(process.env.SCENARIOS ?? 50), ports)) {
  test(`${scenario.id}`, async ({ page }) => {
    await page.goto(scenario.page)
    for (const [index, exchange] of scenario.exchanges.entries()) {
      const running = stage.begin(exchange)
      const { url, method, headers, body, credentials } = exchange.request
      const status = await page.evaluate(async ({ url, ...init }) => (await fetch(url, init)).status, {
        url,
        ...(method && { method }),
        ...(headers && { headers }),
        ...(body && { body }),
        ...(credentials && { credentials }),
      })
      expect(status).toBe(200)
      expect(running.seen.sent).toBe(true)
      expect(running.seen.cookiePairs).toEqual(index === 0 ? [] : [`${scenario.id}=1`])
      running.end()
    }
  })
}
