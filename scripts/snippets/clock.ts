// Loaded before a program under test: its clock runs ahead by as many seconds as CLOCK_FILE says at each look.
import { readFileSync } from 'node:fs'

const realNow = Date.now
const now = () => realNow() + Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8')) * 1000

globalThis.Date = new Proxy(Date, {
  construct: (RealDate, given) => Reflect.construct(RealDate, given.length > 0 ? given : [now()]),
  get: (RealDate, name) => (name === 'now' ? now : Reflect.get(RealDate, name)),
})
