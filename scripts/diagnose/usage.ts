import { ENGINES } from '../../web/browser/scenario.ts'

export const USAGE = `npm run -s diagnose -- URL --origin ORIGIN [options]

Asks a live API as a page's script would in a browser, preflight first, and says in which engines the script may read the
answer, which cookies are stored, by which rule not, and what to change. What a browser would do is the model's word; what
the server does is seen. A request is really sent, one that changes something too, but once for all engines that send the
same. Afterwards a few harmless requests (GET or OPTIONS, without cookies) try other origins.

  --origin ORIGIN         the page's origin, such as https://app.example.com; null for a sandboxed frame
  --credentials MODE      omit, same-origin or include                                        (same-origin)
  --mode MODE             cors, no-cors or same-origin                                        (cors)
  --method NAME                                                                               (GET)
  --header 'NAME: VALUE'  a header that the script sets, again for each; without a value a stand-in is sent
  --cookie NAME=VALUE     a cookie that the browser has for the API, again for each
  --body TEXT             the request's body
  --engine NAME           ${ENGINES.join(', ')}; again for each                (all)
  --preflight-only        send preflights and nothing else
  --timeout SECONDS       how long an answer may take                                         (10)
  --insecure              take any certificate of a loopback host
  --json                  print everything as JSON
  --help                  print this

The exit status is 0 where, in each engine asked for, the script may read the answer, every cookie of it is stored and every
--cookie goes along, and no other origin is let in that should not be; with --preflight-only, where the request would be sent. It is
1 where not, or where no answer came, and 2 where the command line is wrong. With --credentials omit no cookie is expected.

--json prints {request, ok, verdicts, policy, cookies, exchanges, assumed}:
  request    what was asked: url, origin, method, mode, credentials, headers, cookies (names), preflightOnly
  verdicts   one for each engine: engine, result (readable, opaque, blocked; not sent with --preflight-only), blockedBy, preflight,
             sent, cookies (sent), withheld and setCookies with reasons, fixes for those withheld, exposed headers,
             steps (rule, pass, text, source), findings
  policy     what is wrong for other origins or requests: fault, grade (fault or caution), text, fix, source
  cookies    what a cookie would need to be sent: attributes, engines; null where cookies were given
  exchanges  each request that was sent, with its answer's headers, and for which engines or which probe
  assumed    what was not told, in sentences
Where no answer came it prints {error: {code, message}}. Secrets are masked in either form.`
