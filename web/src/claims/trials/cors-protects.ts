import * as v from 'valibot'
import type { WireEvent } from '../../../../api/lab/interface.ts'
import type { Got } from '../../client/recorder.ts'
import { type Stage, statusOf, type Visit } from '../stage.ts'
import type { Trial } from './trial.ts'

const TRANSFER = { to: 'barbara', amount: 100 }

export const corsProtects: Trial<'cors-protects'> = {
  async run(stage) {
    const form = await transferred(stage, 'application/x-www-form-urlencoded')
    const json = await transferred(stage, 'application/json')
    return {
      script: form.script,
      server: form.server,
      moved: form.moved,
      jsonScript: json.script,
      jsonServer: json.server,
      jsonMoved: json.moved,
    }
  },
  judge: ({ script, moved }) => (script === 'blocked' && moved === 0 ? 'holds' : 'fails'),
}

/** Logs in and looks at the balance on the page's own origin, where no CORS stands in the way, and sends the transfer elsewhere. */
async function transferred(stage: Stage, contentType: string) {
  const visit = await stage.visit({ 'cors.policy': 'off', 'client.contentType': contentType })
  await visit.login('same-origin')
  const before = await balance(visit)
  let got: Got | undefined
  const events = await visit.seen(async () => {
    got = await visit.ask((client) => client.transfer(TRANSFER))
  })
  return {
    script: got ? statusOf(got) : 'nothing',
    server: answered(events),
    moved: before - (await balance(visit)),
  }
}

function answered(events: WireEvent[]): string {
  const transfer = events.find(({ request }) => !request.preflight)
  if (transfer) return String(transfer.answer?.status ?? 'nothing')
  return events.length > 0 ? 'the preflight alone' : 'nothing'
}

const account = v.object({ balance: v.number() })

async function balance(visit: Visit): Promise<number> {
  const got = await visit.ask((client) => client.me(), 'same-origin')
  return got.kind === 'readable' ? v.parse(account, JSON.parse(got.body)).balance : Number.NaN
}
