import { setCookie } from '../../trial/scriptCookies.ts'
import type { Stage, Visit } from '../stage.ts'
import { fetched } from '../stage.ts'
import type { Trial } from './trial.ts'

/** What is tried at most. */
const MOST_BYTES = 65_536
const MOST_COOKIES = 512

export const limits: Trial<'limits'> = {
  async run(stage) {
    const visit = await stage.visit({})
    const attribute = await largest(1, MOST_BYTES, async (length) => attributeOf(length) === 'counts')
    return {
      size: beyond(await largest(NAME.length + 1, MOST_BYTES, async (length) => takes(length)), MOST_BYTES),
      attribute: beyond(attribute, MOST_BYTES),
      longer: attributeOf(Math.min(attribute + 1, MOST_BYTES)),
      number: beyond(await largest(1, MOST_COOKIES, (count) => sendsAll(stage, visit, count)), MOST_COOKIES),
    }
  },
  judge({ size, attribute, number }) {
    const limited = [size, number, attribute].filter((seen) => typeof seen === 'number').length
    return limited === 3 ? 'holds' : limited === 0 ? 'fails' : 'depends'
  },
}

const NAME = 'limit'

const beyond = (found: number, most: number) => (found === most ? `over ${most.toLocaleString('en')}` : found)

/** The greatest number up to a bound that fits, found by halving; the least one is taken to fit. */
async function largest(least: number, most: number, fits: (n: number) => Promise<boolean>): Promise<number> {
  if (await fits(most)) return most
  let [fitting, tooLarge] = [least, most]
  while (tooLarge - fitting > 1) {
    const middle = Math.floor((fitting + tooLarge) / 2)
    if (await fits(middle)) fitting = middle
    else tooLarge = middle
  }
  return fitting
}

/** Whether the browser takes a cookie whose name and value are together so many bytes long. */
function takes(bytes: number): boolean {
  setCookie(`${NAME}=${'v'.repeat(bytes - NAME.length)}`)
  const taken = document.cookie.includes(`${NAME}=`)
  forget(NAME)
  return taken
}

/** What becomes of an attribute of so many bytes: of a Max-Age of nothing but zeros, which ends the cookie if it counts. */
function attributeOf(bytes: number): 'counts' | 'ignored' | 'refused with the cookie' {
  setCookie(`${NAME}=old`)
  setCookie(`${NAME}=new; Max-Age=${'0'.repeat(bytes)}`)
  const kept = document.cookie
  forget(NAME)
  if (kept.includes(`${NAME}=new`)) return 'ignored'
  return kept.includes(`${NAME}=old`) ? 'refused with the cookie' : 'counts'
}

/** Whether so many cookies all come along with one request: the server counts them. */
async function sendsAll({ secure }: Stage, visit: Visit, count: number): Promise<boolean> {
  const names = Array.from({ length: count }, (_, i) => `n${i}-${visit.id}`)
  for (const name of names) setCookie(`${name}=; Path=/${secure ? '; Secure' : ''}`)
  const [event] = await visit.seen(() => fetched(`${visit.base('same-origin')}/me`))
  for (const name of names) forget(name)
  return event?.request.cookies.length === count
}

function forget(name: string): void {
  setCookie(`${name}=; Max-Age=0`)
  setCookie(`${name}=; Path=/; Max-Age=0`)
}
