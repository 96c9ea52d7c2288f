import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openTestLab, send } from './test-lab.ts'
import { useLab } from './test-setup.ts'

const REPORT = JSON.stringify({ cases: 'x'.repeat(300_000) })

const reports = [
  { path: '/lab/matrix', folder: 'matrix', none: 'No matrix has been run yet: npm run matrix.' },
  { path: '/lab/bench', folder: 'bench', none: 'Nothing has been measured yet: npm run bench.' },
]

const without = useLab(openTestLab)
const lab = useLab((data) => {
  for (const { folder } of reports) {
    mkdirSync(join(data, folder))
    writeFileSync(join(data, folder, 'report.json'), REPORT)
  }
  return openTestLab(data)
})

describe.each(reports)('GET $path', ({ path, none }) => {
  const url = () => lab.current.origins.pages.http + path

  it('answers 404 and how to make a report where there is none', async () => {
    const answer = await send(without.current.origins.pages.http + path)
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } })
    expect(answer.json()).toMatchObject({ detail: none })
  })

  it('answers with the file as it is', async () => {
    const answer = await send(url())
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' },
    })
    expect(answer.text === REPORT).toBe(true)
  })

  const etags = [
    { name: 'the one it gave', etagOf: (etag: string) => etag, status: 304, length: 0 },
    { name: 'another', etagOf: () => '"another"', status: 200, length: REPORT.length },
  ]

  it.each(etags)('answers $status to If-None-Match with $name', async ({ etagOf, status, length }) => {
    const etag = (await send(url())).headers.etag ?? ''
    const answer = await send(url(), { headers: { 'if-none-match': etagOf(etag) } })
    expect({ status: answer.status, length: answer.text.length }).toEqual({ status, length })
  })

  it.each([
    { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' } },
    { name: 'another origin', headers: { origin: 'http://evil.localhost:5173' } },
  ])('answers 403 to $name', async ({ headers }) => {
    expect(await send(url(), { headers })).toMatchObject({ status: 403 })
  })
})
