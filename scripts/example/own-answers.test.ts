import { expect, it, onTestFinished } from 'vitest'
import { checkAnswer } from 'with-credentials/checks'
import { listen } from 'with-credentials/testing'
import { createOwnApi } from './own-api.ts'

it('the login lets the page have its session', async () => {
  const page = 'https://app.example.com'
  const api = await listen(createOwnApi(page, { secure: true, sameSite: 'lax' }), 'http://localhost')
  onTestFinished(() => api.close())
  const { headers } = await fetch(api.url('/login'), { method: 'POST', headers: { Origin: page } })
  const asked = { page, url: 'https://api.example.com/login', credentials: 'include' } as const
  expect(checkAnswer(headers, asked)).toEqual([])
})
