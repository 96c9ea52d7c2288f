import type { Stage } from '../stage.ts'
import type { Trial } from './trial.ts'

export const localhostIsSecure: Trial<'localhost-is-secure'> = {
  async run(stage) {
    return {
      context: isSecureContext ? 'yes' : 'no',
      plain: await comesBack(stage, { 'cookie.secure': false }),
      secure: await comesBack(stage, { 'cookie.secure': true }),
      securePrefix: await comesBack(stage, { 'cookie.secure': true, 'cookie.prefix': '__Secure-' }),
      hostPrefix: await comesBack(stage, { 'cookie.secure': true, 'cookie.prefix': '__Host-' }),
    }
  },
  judge({ secure, securePrefix, hostPrefix }) {
    const taken = [secure, securePrefix, hostPrefix].filter((seen) => seen === 'sent').length
    return taken === 3 ? 'holds' : taken === 0 ? 'fails' : 'depends'
  },
}

async function comesBack(stage: Stage, knobs: object): Promise<string> {
  const visit = await stage.visit({ 'cookie.sameSite': 'Lax', ...knobs })
  await visit.login()
  const events = await visit.seen(() => visit.ask((client) => client.me()))
  return events.at(-1)?.request.cookies.length ? 'sent' : 'not sent'
}
