import { choice, group, headerOrNone, toggle } from './knob.ts'

const axiosOnly = { when: { knob: 'client.library', is: ['axios'] } }
const fetchOnly = { when: { knob: 'client.library', is: ['fetch'] } }

/** How the page's script makes its requests. */
export const client = group({
  library: choice('Library', 'axios', 'What makes the request.', {
    axios: {
      label: 'axios',
      note: 'XMLHttpRequest behind axios; cookies across origins depend on withCredentials.',
    },
    fetch: { label: 'fetch', note: 'The fetch function; cookies depend on its credentials mode.' },
  }),
  withCredentials: toggle(
    'withCredentials',
    true,
    'Whether XMLHttpRequest sends and stores cookies across origins.',
    {
      on: 'Credentials mode "include": cookies go and come across origins, and CORS must allow credentials.',
      off: 'Credentials mode "same-origin": across origins no cookie is sent, and none that comes back is stored.',
    },
    axiosOnly,
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
    fetchOnly,
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
        note: 'The request goes without a preflight, limited to simple headers, and the answer is opaque to the script.',
      },
    },
    fetchOnly,
  ),
  method: choice('Method of a transfer', 'POST', 'The method with which the page asks for a transfer.', {
    POST: { label: 'POST', note: 'A CORS-safelisted method: alone it causes no preflight.' },
    PUT: { label: 'PUT', note: 'Not safelisted: across origins the browser asks first with a preflight.' },
    PATCH: {
      label: 'PATCH',
      note: 'Not safelisted either, and the one method whose lower-case form is not corrected.',
    },
  }),
  contentType: choice('Content type', 'application/json', 'How the page writes a request body.', {
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
  }),
  header: headerOrNone(
    'Extra header',
    'A header of your own; across origins it has to be allowed by the preflight.',
    {
      empty: 'none',
      suggestions: ['X-Requested-With: lab', 'Accept-Language: en'],
    },
  ),
})
