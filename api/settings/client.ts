import { choice, group, headerOrNone, toggle } from './knob.ts'
import { fetchStandard } from './source.ts'

const axiosOnly = { when: { knob: 'client.library', is: ['axios'] } }
const fetchOnly = { when: { knob: 'client.library', is: ['fetch'] } }

const axiosConfig = { title: 'axios, request config', url: 'https://axios-http.com/docs/req_config' }
const withCredentials = {
  title: 'XMLHttpRequest, withCredentials',
  url: 'https://xhr.spec.whatwg.org/#dom-xmlhttprequest-withcredentials',
}

/** How the page's script makes its requests. */
export const client = group({
  library: choice(
    'Library',
    'axios',
    'What makes the request.',
    {
      axios: {
        label: 'axios',
        note: 'XMLHttpRequest behind axios; cookies across origins depend on withCredentials.',
      },
      fetch: { label: 'fetch', note: 'The fetch function; cookies depend on its credentials mode.' },
    },
    { source: axiosConfig },
  ),
  withCredentials: toggle(
    'withCredentials',
    true,
    'Whether XMLHttpRequest sends and stores cookies across origins.',
    {
      on: 'Credentials mode "include": cookies go and come across origins, and CORS must allow credentials.',
      off: 'Credentials mode "same-origin": across origins no cookie is sent, and none that comes back is stored.',
    },
    { source: withCredentials, ...axiosOnly },
  ),
  credentials: choice(
    'credentials',
    'include',
    'fetch’s credentials mode.',
    {
      omit: { label: 'omit', note: 'No cookie is sent or stored, not even on the same origin.' },
      'same-origin': {
        label: 'same-origin',
        note: 'fetch’s default: cookies on the page’s own origin only.',
      },
      include: {
        label: 'include',
        note: 'Cookies on every origin; across origins CORS must allow credentials.',
      },
    },
    { source: fetchStandard('concept-request-credentials-mode', 'credentials mode'), ...fetchOnly },
  ),
  mode: choice(
    'mode',
    'cors',
    'fetch’s request mode.',
    {
      cors: {
        label: 'cors',
        note: 'Across origins the script may read the answer only if CORS headers allow it.',
      },
      'no-cors': {
        label: 'no-cors',
        note: 'The request goes without a preflight, limited to safelisted headers, and the script learns nothing of the answer: it is opaque.',
      },
    },
    { source: fetchStandard('concept-request-mode', 'mode'), ...fetchOnly },
  ),
  method: choice(
    'Method of a transfer',
    'POST',
    'The method with which the page asks for a transfer.',
    {
      POST: {
        label: 'POST',
        note: 'Safelisted, as any form may use it: alone it makes the browser ask nothing first.',
      },
      PUT: {
        label: 'PUT',
        note: 'Not safelisted: across origins the browser first asks with an OPTIONS request, the preflight.',
      },
      PATCH: {
        label: 'PATCH',
        note: 'Not safelisted either, and the one method whose lower-case form is not corrected.',
      },
    },
    { source: fetchStandard('simple-method', 'safelisted methods') },
  ),
  contentType: choice(
    'Content type',
    'application/json',
    'How the page writes a request body.',
    {
      'application/json': {
        label: 'JSON',
        note: 'Not a safelisted content type: across origins every JSON body causes a preflight.',
      },
      'application/x-www-form-urlencoded': {
        label: 'form',
        note: 'Safelisted, as a form could send it: no preflight, and any page can send it.',
      },
      'text/plain': {
        label: 'text',
        note: 'Safelisted, so no preflight; this API answers 415, because it takes JSON and forms only.',
      },
    },
    { source: fetchStandard('simple-header', 'safelisted headers') },
  ),
  header: headerOrNone(
    'Extra header',
    'A header of your own; across origins it has to be allowed by the preflight.',
    {
      empty: 'none',
      source: fetchStandard('simple-header', 'safelisted headers'),
      suggestions: ['X-Requested-With: lab', 'Accept-Language: en'],
    },
  ),
})
