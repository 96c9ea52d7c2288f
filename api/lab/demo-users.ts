import { createUsers, type User, type Users } from '../users.ts'

/** Everybody may know these passwords: the users exist to be logged in as. */
export const demoUsers: readonly (User & { password: string })[] = [
  {
    username: 'ada',
    name: 'Ada',
    role: 'user',
    password: 'lovelace',
    passwordHash: 'zFCQIxaZBObTPc6SQcFzDQ$-rF2rH6IxVpaX_R84_U3sPlDXK3dQLVtDAO0-7PK1kg',
  },
  {
    username: 'barbara',
    name: 'Barbara',
    role: 'user',
    password: 'liskov',
    passwordHash: 'AnOTIzHKBU4fztUwhj4MUw$l3R22NmOl4EbpKfgiK9pHxiaKtRHj87hof8Gbc-zeWs',
  },
  {
    username: 'grace',
    name: 'Grace',
    role: 'admin',
    password: 'hopper',
    passwordHash: 'SSF3tbqOuVxKaH1ZvtLIfA$ITqISBnwVppxS3L57LLz6I-XltiMpNTzz4tZMdeHxRU',
  },
]

/** The demo users without the slow hash, for where nobody is kept out: nothing that they log in to is anybody's. */
export const unhashedDemoUsers: Users = {
  ...createUsers(demoUsers),
  async authenticate(username, password) {
    return demoUsers.find((user) => user.username === username && user.password === password)
  },
}
