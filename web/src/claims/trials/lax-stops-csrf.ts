import { attacked } from './csrf-and-xss.ts'
import type { Trial } from './trial.ts'

const LAX = { 'cookie.sameSite': 'Lax', 'csrf.transferByGet': true }

export const laxStopsCsrf: Trial<'lax-stops-csrf'> = {
  async run(stage) {
    return {
      form: await attacked(stage, { source: 'another-site', means: 'form' }, LAX),
      image: await attacked(stage, { source: 'another-site', means: 'image' }, LAX),
      link: await attacked(stage, { source: 'another-site', means: 'link' }, LAX),
      sibling: await attacked(stage, { source: 'sibling-host', means: 'form' }, LAX),
    }
  },
  judge: (evidence) => (Object.values(evidence).every((seen) => seen === 'stopped') ? 'holds' : 'fails'),
}
