// One server under measurement, in a process of its own.
import * as v from 'valibot'
import { serveMeasured } from './serve-measured.ts'
import { expressServer, koaServer } from './servers.ts'

const [kind, credential] = v.parse(
  v.tuple([v.picklist(['koa', 'express']), v.picklist(['bearer', 'session-cookie'])]),
  process.argv.slice(2),
)
serveMeasured(kind === 'koa' ? await koaServer(credential) : expressServer(credential))
