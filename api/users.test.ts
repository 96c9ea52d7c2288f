import { describe, expect, it, vi } from 'vitest'
import { hashPassword, verifyPassword } from './passwords.ts'
import { createUsers } from './users.ts'

const ada = {
  username: 'ada',
  name: 'Ada',
  role: 'user' as const,
  passwordHash: await hashPassword('lovelace'),
}

const rows = [
  { name: 'the right password', username: 'ada', password: 'lovelace', finds: ada },
  { name: 'a wrong password', username: 'ada', password: 'Lovelace', finds: undefined },
  { name: 'an unknown name', username: 'eve', password: 'lovelace', finds: undefined },
  { name: 'the name of an inherited member', username: '__proto__', password: '', finds: undefined },
]

describe('authenticate', () => {
  it.each(rows)(
    'does the same work for $name: one hash of one length',
    async ({ username, password, finds }) => {
      const verify = vi.fn(verifyPassword)
      expect(await createUsers([ada], verify).authenticate(username, password)).toBe(finds)
      expect(verify).toHaveBeenCalledTimes(1)
      const [, stored = ''] = verify.mock.calls[0] ?? []
      const lengths = (hash: string) => hash.split('$').map((part) => Buffer.from(part, 'base64url').length)
      expect(lengths(stored)).toEqual(lengths(ada.passwordHash))
    },
  )
})
