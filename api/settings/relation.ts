import { choice } from './knob.ts'

const sameSite = {
  title: 'HTML, same site',
  url: 'https://html.spec.whatwg.org/multipage/browsers.html#same-site',
}
const trustworthy = {
  title: 'Secure Contexts',
  url: 'https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy',
}

/** The origins at which an experiment answers, named by how they stand to the page over http. */
export const relation = choice(
  'Relation',
  'cross-site',
  'The origin at which the page calls the API.',
  {
    'same-origin': {
      label: 'same origin',
      note: 'The page and the API share one origin, as behind a reverse proxy: CORS plays no part.',
    },
    'other-port': {
      label: 'same host, other port',
      note: 'Another port is another origin, so CORS applies; cookies ignore ports and are shared.',
    },
    subdomain: {
      label: 'subdomain',
      note: 'Two hosts under one registrable domain: another origin but the same site, as app.com and api.app.com.',
    },
    'cross-site': {
      label: 'cross-site',
      note: 'It looks like a sibling, but localhost acts as a public suffix: to the browser the API is a third party.',
    },
    'https-subdomain': {
      label: 'https, subdomain',
      note: 'The same registrable domain with another scheme: Chromium calls it cross-site, Firefox same-site.',
    },
    'https-cross-site': {
      label: 'https, cross-site',
      note: 'Another scheme and another registrable domain: cross-site to every browser.',
    },
  },
  { source: sameSite },
)

/** The scheme of the page itself. */
export const page = choice(
  'Page',
  'http',
  'The scheme over which the page itself is shown.',
  {
    http: {
      label: 'http',
      note: 'The page is http, but its host is under localhost and so potentially trustworthy.',
    },
    https: {
      label: 'https',
      note: 'The page is https, so requests to http origins are cross-scheme and may be blocked as mixed content.',
    },
  },
  { source: trustworthy },
)
