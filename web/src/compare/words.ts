import type { Outcome } from '../../../api/hostile/table.ts'
import type { Got } from '../client/recorder.ts'

/** Whether the API knows who asks, as the script sees it. */
export function recognition(got: Got | undefined): string {
  if (!got) return 'nothing asked'
  if (got.kind !== 'readable') return got.kind
  return got.status === 200 ? 'known' : got.status === 401 ? 'not known' : String(got.status)
}

/** The same of whoever brings a copy of the credential, by the status of the answer. */
export const acceptance = (status: number) => (status === 200 ? 'accepted' : 'refused')

export const NO_LOGIN = 'nobody is logged in'
export const NO_COPY = 'nothing to copy'

/** What came of a forged transfer. */
export const forgedWords: Record<Outcome, string> = {
  stopped: 'stopped',
  read: 'answer read',
  executed: 'money moved',
  'executed and read': 'money moved, answer read',
  taken: 'credential taken',
}

/** The bytes of header lines, as HTTP/1.1 writes them. */
export const bytesOfLines = (headers: readonly (readonly [string, string])[]) =>
  headers.reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0)

/** Whether a header line proves who asks. */
export const isCredential = ([name]: readonly [string, string]) => /^(cookie|authorization)$/i.test(name)
