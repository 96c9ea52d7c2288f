import { measureMe } from './me.ts'
import { measurePage } from './page-size.ts'
import { measureStart } from './start.ts'

console.log(await measurePage())
console.log(await measureStart())
console.log(await measureMe('bearer'))
console.log(await measureMe('session-cookie'))
