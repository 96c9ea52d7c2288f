import { verifyPassword } from './passwords.ts'

export type Role = 'user' | 'admin'

/** Somebody who can log in. */
export interface User {
  username: string
  name: string
  role: Role
  passwordHash: string
}

/** The people an API knows. */
export interface Users {
  find(username: string): User | undefined
  all(): readonly User[]
  /** The user whose name and password these are; as slow for an unknown name as for a wrong password. */
  authenticate(username: string, password: string): Promise<User | undefined>
}

/** The hash of a password that nobody has, so that an unknown name costs as much time as a known one. */
const NOBODY = 'QO8BoLa4n2lgAinJLD4shQ$UoPI-bGaZIwCSw2JHE5Gqoy7gq_KcLr8u9ePTiFDQFI'

export function createUsers(list: readonly User[], verify = verifyPassword): Users {
  const byName = new Map(list.map((user) => [user.username, user]))
  return {
    find: (username) => byName.get(username),
    all: () => list,
    async authenticate(username, password) {
      const user = byName.get(username)
      const right = await verify(password, user?.passwordHash ?? NOBODY)
      return right ? user : undefined
    },
  }
}
