import { type Claim, everywhere, SAME_HOST } from './claim.ts'

/** What is said of what credentials cost: memory, bytes, time, requests. */
export const costClaims = {
  'server-memory': {
    title: 'Memory for each user',
    sentence: 'Sessions need server memory for each user; tokens need none.',
    saidBy: 'Often taught',
    run: 'The lab starts the API anew on this machine, logs 500 users in with each credential, and looks how much its store has grown for each of them. Under 100 bytes count as nothing: measuring a heap is no more exact than that.',
    rows: {
      session: { label: 'Session id in a cookie', unit: 'bytes' },
      inCookie: { label: 'Session in a cookie', unit: 'bytes' },
      bearer: { label: 'Tokens, one of them for refreshing', unit: 'bytes' },
      sessionKept: { label: 'Something is kept of a session', seen: 'yes' },
      inCookieKept: { label: '… of a session in a cookie', seen: 'no' },
      tokenKept: { label: '… of tokens', seen: 'yes' },
    },
    means: {
      holds: 'The server kept something of each session, and nothing of any token.',
      depends:
        'The session took {session} for each user in memory, the tokens {bearer}: an access token needs no memory, its refresh token does. A session that lies in its cookie took none.',
    },
    dependsOn:
      'Where the session is kept, and whether tokens are refreshed or can be revoked: both need something at the server.',
    expected: everywhere('depends'),
    knobs: {},
  },
  'token-size': {
    title: 'Size on the wire',
    sentence: 'A JWT is larger than a session cookie.',
    saidBy: 'Often taught',
    run: 'Ada logs in with each credential. The page counts the bytes of the header line that proves it with each request. The cookies are without HttpOnly here, so that script can count them.',
    rows: {
      session: { label: 'Session id in a cookie', unit: 'bytes', seen: 64 },
      inCookie: { label: 'Session in a cookie, signed', unit: 'bytes', seen: 149 },
      jwtCookie: { label: 'JWT in a cookie, HS256', unit: 'bytes', seen: 444 },
      hs256: { label: 'Bearer token, HS256', unit: 'bytes', seen: 447 },
      rs256: { label: 'Bearer token, RS256', unit: 'bytes', seen: 782 },
    },
    means: {
      holds:
        'A session’s cookie took {session} with each request, {inCookie} where it holds the session itself; a token took {hs256}, or {rs256} with RS256.',
      depends: 'Some cookies with a session were larger than some tokens.',
    },
    dependsOn:
      'What the token says, which grows with each claim, and the algorithm: a signature of RS256 takes 342 bytes, one of HS256 43. It goes along with every request.',
    expected: everywhere('holds'),
    knobs: { ...SAME_HOST, credential: 'bearer', 'token.algorithm': 'RS256' },
  },
  'tokens-are-faster': {
    title: 'Speed',
    sentence: 'Tokens are faster: there is no store to look them up in.',
    saidBy: 'Often taught',
    run: 'The lab starts the API anew on this machine and asks it `GET /me` many times with each credential, in turn, several rounds. Each figure is a multiple of the first one in the same round.',
    rows: {
      memory: { label: 'Session in memory', unit: '×' },
      sqlite: { label: 'Session in SQLite', unit: '×' },
      redis: { label: 'Session in Redis', unit: '×' },
      hs256: { label: 'Token, HS256', unit: '×' },
      rs256: { label: 'Token, RS256', unit: '×' },
    },
    means: {
      holds: 'Each token was checked faster than each session was looked up.',
      fails:
        'No token was checked faster than a session was looked up: a signature takes more time than a look-up.',
      depends: 'Some sessions were looked up faster than some tokens were checked, and some were not.',
    },
    dependsOn:
      'The store and the algorithm. To look up in memory is cheaper than to check a signature; to ask a Redis is about as dear as to check HS256, so the two may change places from run to run.',
    expected: everywhere('depends'),
    atTimes: 'fails',
    knobs: {},
  },
  'tokens-need-no-cors': {
    title: 'Tokens and CORS',
    sentence: 'With tokens, CORS is not an issue.',
    saidBy: 'Seen in tutorials',
    run: 'Ada asks `GET /me` three times, with 50 ms added to each request, and the server counts. Then with a bearer token at an API that allows no other origin.',
    rows: {
      cookie: { label: 'Cookie: requests for three calls', unit: 'requests', seen: 3 },
      never: { label: 'Token, `Access-Control-Max-Age: 0`', unit: 'requests', seen: 6 },
      unset: { label: 'Token, no Max-Age (5 seconds)', unit: 'requests', seen: 4 },
      remembered: { label: 'Token, `Access-Control-Max-Age: 600`', unit: 'requests', seen: 4 },
      sameOrigin: { label: 'Token, same origin', unit: 'requests', seen: 3 },
      cookieTime: { label: 'Cookie: time for three calls', unit: 'ms' },
      neverTime: { label: 'Token, Max-Age 0: time', unit: 'ms' },
      rememberedTime: { label: 'Token, Max-Age 600: time', unit: 'ms' },
      refused: { label: 'Token, CORS off: the script got', seen: 'blocked' },
      refusedSent: { label: 'Token, CORS off: calls that arrived', unit: 'requests', seen: 0 },
    },
    means: {
      holds: 'The token needed no more requests than the cookie, and no permission.',
      fails:
        'The browser asks before each request that carries `Authorization`: {never} for three calls where the answer may not be remembered, {cookie} with the cookie. Where CORS does not allow it, no call arrives at all.',
    },
    dependsOn:
      'Where the API is. On the page’s own origin there is no CORS; elsewhere Access-Control-Max-Age says how long a permission is remembered, for each address apart.',
    expected: everywhere('fails'),
    knobs: { ...SAME_HOST, credential: 'bearer', 'cors.maxAge': 0, 'wire.latency': 50 },
  },
} as const satisfies Record<string, Claim>
