import { type AxiosAdapter, AxiosError, AxiosHeaders } from 'axios'
import { describe, expect, it } from 'vitest'
import type { Fetch } from './api.ts'
import { type Got, recordedAdapter, recordedFetch } from './recorder.ts'

const url = 'http://api/x/k7/me'

/** Runs a call and collects what was noted of it. */
async function noted(call: (note: (request: object) => (got: Got) => void) => Promise<unknown>) {
  const notes: unknown[] = []
  const thrown = await call((request) => {
    notes.push(request)
    return (got) => notes.push(got)
  }).then(
    () => false,
    () => true,
  )
  return { notes, thrown }
}

/** What fetch hands out for an opaque answer; its constructor cannot make one. */
class OpaqueAnswer extends Response {
  override readonly type = 'opaque'
}

describe('recordedFetch notes', () => {
  const rows: [name: string, fetch: Fetch, got: Got, thrown: boolean][] = [
    [
      'a readable answer with its headers and body',
      async () => new Response('{"name":"Ada"}', { headers: { 'Content-Type': 'application/json' } }),
      {
        kind: 'readable',
        status: 200,
        type: 'default',
        headers: [['content-type', 'application/json']],
        body: '{"name":"Ada"}',
      },
      false,
    ],
    [
      'a readable refusal',
      async () => new Response(null, { status: 401 }),
      { kind: 'readable', status: 401, type: 'default', headers: [], body: '' },
      false,
    ],
    ['an opaque answer', async () => new OpaqueAnswer(), { kind: 'opaque' }, false],
    [
      'an error in its own words, and throws it on',
      () => Promise.reject(new TypeError('Failed to fetch')),
      { kind: 'blocked', error: 'TypeError: Failed to fetch' },
      true,
    ],
  ]
  it.each(rows)('%s', async (_name, fetch, got, thrown) => {
    const result = await noted((note) => recordedFetch(note, fetch)(url, { method: 'GET' }))
    expect(result).toEqual({ notes: [{ method: 'GET', url }, got], thrown })
  })
})

describe('recordedAdapter notes', () => {
  const config = { baseURL: 'http://api/x/k7', url: '/me', method: 'get', headers: new AxiosHeaders() }
  const answer = (status: number) => ({
    status,
    statusText: '',
    data: 'text',
    headers: new AxiosHeaders({ 'content-type': 'text/plain' }),
    config,
  })
  const readable = (status: number): Got => ({
    kind: 'readable',
    status,
    type: null,
    headers: [['content-type', 'text/plain']],
    body: 'text',
  })
  const rows: [name: string, adapter: AxiosAdapter, got: Got, thrown: boolean][] = [
    ['a readable answer', async () => answer(200), readable(200), false],
    [
      'a readable refusal, though axios throws it',
      () => Promise.reject(new AxiosError('refused', 'ERR_BAD_REQUEST', config, null, answer(401))),
      readable(401),
      true,
    ],
    [
      'an error without an answer, in its own words',
      () => Promise.reject(new AxiosError('Network Error', 'ERR_NETWORK', config)),
      { kind: 'blocked', error: 'AxiosError: Network Error (ERR_NETWORK)' },
      true,
    ],
  ]
  it.each(rows)('%s', async (_name, adapter, got, thrown) => {
    const result = await noted((note) => recordedAdapter(note, adapter)(config))
    expect(result).toEqual({ notes: [{ method: 'GET', url }, got], thrown })
  })
})
