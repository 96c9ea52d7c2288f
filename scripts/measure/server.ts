// One server under measurement, in a process of its own: tells its port and, when asked, the processor time
// it has used so far, in microseconds. It goes with its parent.
import { createServer } from 'node:http'
import * as v from 'valibot'
import { expressServer, koaServer } from './servers.ts'

const [kind, credential] = v.parse(
  v.tuple([v.picklist(['koa', 'express']), v.picklist(['bearer', 'session-cookie'])]),
  process.argv.slice(2),
)
const server = createServer(kind === 'koa' ? koaServer(credential) : expressServer(credential))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.(user + system)
})
process.once('disconnect', () => process.exit())
