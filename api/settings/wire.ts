import { choice, group, wholeNumber } from './knob.ts'

const latency = { title: 'MDN, latency', url: 'https://developer.mozilla.org/en-US/docs/Glossary/Latency' }
const sharedCaches = {
  title: 'RFC 9111, shared caches',
  url: 'https://www.rfc-editor.org/rfc/rfc9111#section-3',
}
const stores = {
  title: 'koa-session, external stores',
  url: 'https://github.com/koajs/session#external-session-stores',
}

/** What lies between the page and the API: the way, and how many servers stand at its end. */
export const wire = group({
  latency: wholeNumber('Added latency', 0, 'How long every request waits at the server, a preflight too.', {
    min: 0,
    max: 10_000,
    unit: 'milliseconds',
    source: latency,
  }),
  sharedCache: wholeNumber(
    'Shared cache',
    0,
    'How long a cache in front of the API hands out an answer to GET again, whoever asks; a page of another origin, evil.localhost, has just asked for the same. 0: no cache.',
    { min: 0, max: 3600, unit: 'seconds', source: sharedCaches },
  ),
  servers: choice(
    'Servers',
    'one',
    'How many servers run the API; two answer in turn, preflights too, as behind a load balancer.',
    {
      one: { label: 'one', note: 'One server answers every request.' },
      'own-stores': {
        label: 'two, a store each',
        note: 'What one server keeps, the other does not know: sessions and refresh tokens are lost at every second request; signed tokens are good at both.',
        unsound: true,
      },
      'shared-store': {
        label: 'two, one store',
        note: 'Both servers keep their things in one store, so either goes on with what the other began.',
      },
    },
    { source: stores },
  ),
})
