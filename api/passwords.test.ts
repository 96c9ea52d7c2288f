import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'

it('a password is recognized by its hash, and another is not', async () => {
  const hash = await hashPassword('lovelace')
  expect(await verifyPassword('lovelace', hash)).toBe(true)
  expect(await verifyPassword('Lovelace', hash)).toBe(false)
})

it('a password has another hash each time', async () => {
  expect(await hashPassword('lovelace')).not.toBe(await hashPassword('lovelace'))
})

it.each(['', '$', 'no hash at all', 'c2FsdA$'])('nothing is recognized by %j', async (stored) => {
  expect(await verifyPassword('', stored)).toBe(false)
})
