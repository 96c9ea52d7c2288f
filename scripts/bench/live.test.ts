import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { openTestLab, sendJson, temporaryFolder } from '../test-lab.ts'
import { useLab } from '../test-setup.ts'
import { liveBench } from './live.ts'

const folder = temporaryFolder()
afterAll(() => folder.remove())

/** A program that measures nothing. */
function program(name: string, text: string): URL {
  const path = join(folder.path, `${name}.mjs`)
  writeFileSync(path, text)
  return pathToFileURL(path)
}

const hanging = program('hangs', 'setInterval(() => undefined, 1000)')

describe('a measurement', () => {
  const rows: { name: string; program: URL; timeLimit: number; says: string }[] = [
    {
      name: 'takes too long',
      program: hanging,
      timeLimit: 200,
      says: 'The measurement was given up after 0.2 seconds: this machine is too busy. Try again.',
    },
    {
      name: 'ends without a report',
      program: program('ends', 'process.exit(1)'),
      timeLimit: 20_000,
      says: 'The measurement came to nothing; the terminal of the lab says why.',
    },
    {
      name: 'sends what is no report',
      program: program('sends', 'process.send({ users: 5 }); setInterval(() => undefined, 1000)'),
      timeLimit: 20_000,
      says: 'The measurement came to nothing; the terminal of the lab says why.',
    },
  ]

  it.each(rows)('that $name is a problem: $says', async ({ program, timeLimit, says }) => {
    await expect(liveBench(program, timeLimit).measure('users')).rejects.toMatchObject({
      status: 500,
      message: says,
    })
  })

  it('ends with its lab', async () => {
    const bench = liveBench(hanging)
    const measured = bench.measure('users')
    await Promise.all([bench.close(), expect(measured).rejects.toMatchObject({ status: 500 })])
  })
})

describe('POST /lab/bench', () => {
  const lab = useLab(openTestLab)
  const url = () => `${lab.current.origins.pages.http}/lab/bench`

  it('measures on this machine', async () => {
    const answer = await sendJson(url(), { part: 'wire' })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.json()).toMatchObject({ quick: true, notMeasured: [], wire: { rows: expect.anything() } })
  })

  it('is answered 403 to another site', async () => {
    expect(await sendJson(url(), { part: 'wire' }, { 'sec-fetch-site': 'cross-site' })).toMatchObject({
      status: 403,
    })
  })
})
