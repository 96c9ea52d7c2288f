import { choice, group, toggle } from './knob.ts'
import { rfc } from './source.ts'

const cookiesOnly = {
  when: { knob: 'credential', is: ['session-cookie', 'session-in-cookie', 'jwt-cookie'] },
}

const forgery = {
  title: 'OWASP, CSRF prevention',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
}

/** What the API does about forged requests: those that another page makes the browser send, cookies and all. */
export const csrf = group({
  protection: choice(
    'Protection',
    'samesite',
    'What keeps other pages from changing state with the cookie; a bearer token needs nothing, for no browser sends it by itself.',
    {
      none: {
        label: 'none',
        note: 'Nothing was thought of: whatever page sends a request, the cookie that comes along is believed.',
        unsound: true,
      },
      samesite: {
        label: 'SameSite alone',
        note: 'The server checks nothing: the cookie’s SameSite stays alone in the way. None lets every page pass, and no value stops a page of the same site.',
      },
      origin: {
        label: 'Origin check',
        note: 'Only the page’s own Origin may change state, or its Referer where there is no Origin; with a cookie and neither, it is 403.',
      },
      'fetch-metadata': {
        label: 'Sec-Fetch-Site check',
        note: 'What the browser says of the request’s origin decides; where it says nothing, the Origin check does.',
      },
      'double-submit': {
        label: 'double-submit token',
        note: 'The page asks GET /csrf for a token that is signed for this login, and sends it back in X-XSRF-TOKEN.',
      },
    },
    { source: forgery, ...cookiesOnly },
  ),
  transferByGet: toggle(
    'Transfer by GET',
    false,
    'Whether a GET moves money too, which no safe method may (RFC 9110, 9.2.1).',
    {
      on: 'GET /transfers?to=barbara&amount=100 is executed: a link from anywhere does it, and SameSite=Lax lets the cookie go along.',
      off: 'Only POST, PUT and PATCH move money.',
      unsound: 'on',
    },
    { source: rfc(9110, '9.2.1'), ...cookiesOnly },
  ),
})
