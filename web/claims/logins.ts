import { type Claim, everywhere, SAME_HOST } from './claim.ts'

/** What is said of logins: where they are good, how they end, and who can take one over. */
export const loginClaims = {
  'one-server': {
    title: 'One server, many servers',
    sentence: 'A session is good for one server only; a token for all that share the key.',
    saidBy: 'Often taught',
    run: 'Two servers answer in turn, with a store each or with one. Ada logs in at the first and asks the second. Then she asks another host of the same site, and a second service that has nothing but the public key.',
    rows: {
      ownStores: { label: 'Session, a store each', seen: '401' },
      sharedStore: { label: 'Session, one store', seen: '200' },
      inCookie: { label: 'Session in a cookie, a store each', seen: '200' },
      token: { label: 'Token, a store each', seen: '200' },
      refresh: { label: 'Refresh token, a store each', seen: '401' },
      hostOnly: { label: 'Cookie without Domain, another host', seen: 'not sent, 401' },
      domain: { label: 'Cookie with Domain, another host', seen: 'sent, 200' },
      serviceSession: { label: 'Session, second service', seen: '401' },
      serviceHs256: { label: 'HS256 token, second service', seen: '401' },
      serviceRs256: { label: 'RS256 token, second service', seen: '200' },
    },
    means: {
      holds: 'No session was good at a second server, every token was.',
      depends:
        'A session is good wherever its store and its cookie reach: at both servers with one store, at both hosts with a Domain. A token is good wherever its key is, but its refresh token needs the store too, and with HS256 whoever checks tokens can forge them.',
    },
    dependsOn: 'For a session, the store and the cookie’s Domain; for a token, the kind of key.',
    expected: everywhere('depends'),
    knobs: { ...SAME_HOST, 'wire.servers': 'own-stores' },
  },
  revocation: {
    title: 'Ending a login',
    sentence:
      'A token cannot be revoked before it expires; a session can, at once. Refresh tokens in a database make it partly stateful.',
    saidBy: 'Often taught',
    run: 'Somebody copies Ada’s credential. She logs out. Then the copy is used.',
    rows: {
      session: { label: 'Session: the copy, after the logout', seen: '401' },
      inCookie: { label: 'Session in a cookie: the copy', seen: '200' },
      token: { label: 'Access token: the copy', seen: '200' },
      expired: { label: 'Access token of 1 second, later', seen: '401' },
      listed: { label: 'Access token, with a revocation list', seen: '401' },
      refresh: { label: 'Refresh token: the copy', seen: '401' },
      reused: { label: 'Refresh token, used twice', seen: '401' },
      family: { label: 'Its successor, after that', seen: '401' },
    },
    means: {
      holds: 'The copy of the session was refused at once, the copy of the token only when it had expired.',
      depends:
        'It is not session against token, but whether the server keeps something: the session in a cookie lived on like the token, and with a revocation list the token ended like the session.',
    },
    dependsOn:
      'Whether the server looks something up. A session in a cookie cannot be ended; a revocation list ends a token at the price of a look-up for each request. Refresh tokens are looked up anyway, so logging out ends them, and a token that is used twice ends all of its login.',
    expected: everywhere('depends'),
    knobs: { ...SAME_HOST, credential: 'bearer', 'token.revocationList': true },
  },
  fixation: {
    title: 'Session fixation',
    sentence: 'An id known before the login is worth nothing after it.',
    saidBy: 'Asked for by OWASP',
    run: 'An attacker puts a session id of their own into Ada’s browser, and Ada logs in. Then the id is used. The same with the id of a login that was there before.',
    rows: {
      planted: { label: 'The planted id, before the login', seen: '401' },
      changed: { label: 'The login gives another id', seen: 'yes' },
      plantedAfter: { label: 'The planted id, after it', seen: '401' },
      earlier: { label: 'The id of an earlier login, before', seen: '200' },
      earlierAfter: { label: 'The same id, after the next login', seen: '401' },
      own: { label: 'The id that the login gave', seen: '200' },
    },
    means: {
      holds: 'Each login gave a new id, and every id from before it was refused.',
      fails: 'An id from before the login was good after it.',
    },
    dependsOn:
      'The server: it has to make a new id at each login and end the old one (OWASP ASVS 5, 7.2.4). This API does; one that keeps the id it was sent does not.',
    expected: everywhere('holds'),
    knobs: SAME_HOST,
  },
  'leaked-secret': {
    title: 'A leaked secret',
    sentence: 'Whoever has the signing secret is everybody.',
    saidBy: 'A warning, and right',
    run: 'Ada takes her own token, writes the admin Grace into it, signs it anew in this page, and asks for `GET /admin`.',
    rows: {
      own: { label: 'Her own token', seen: '403' },
      leaked: { label: 'HS256, signed with the leaked secret', seen: '200' },
      guessed: { label: 'HS256, the secret is random', seen: '401' },
      publicKey: { label: 'RS256, signed with the public key', seen: '401' },
      ownKey: { label: 'RS256, signed with a key of her own', seen: '401' },
      none: { label: 'Not signed, `alg: none`', seen: '401' },
    },
    means: {
      holds:
        'With the secret, Ada was Grace. Without it she was nobody: the public key of RS256, which anybody can fetch, signs nothing that the API takes.',
      fails: 'The token that Ada signed with the leaked secret was refused.',
    },
    dependsOn:
      'The algorithm. With HS256 every service that checks tokens has the secret, and can be everybody; with RS256 it has the public key alone. And on the secret being random: a word, or a line in a repository, is none.',
    expected: everywhere('holds'),
    knobs: { ...SAME_HOST, credential: 'bearer', 'token.secret': 'published' },
  },
  secrecy: {
    title: 'What can be read',
    sentence: 'A JWT is encrypted. A session in a cookie is secret.',
    saidBy: 'Often believed',
    run: 'The page takes what Ada got when she logged in and reads it, without any key. Then it changes a letter and sends it back.',
    rows: {
      token: { label: 'A JWT tells', seen: 'ada, user' },
      cookie: { label: 'koa-session’s cookie tells', seen: 'ada' },
      id: { label: 'A session id tells', seen: 'nothing' },
      changedToken: { label: 'The JWT, changed', seen: '401' },
      changedCookie: { label: 'The cookie, changed', seen: '401' },
    },
    means: {
      holds: 'Neither could be read.',
      fails:
        'Both are base64, and anybody who holds them reads them. The signature keeps them from being changed, not from being read.',
    },
    dependsOn:
      'Nothing here. There are encrypted tokens (JWE, RFC 7516) and encrypted session cookies; what you get by default is signed. HttpOnly hides a cookie from script, not from who uses the browser.',
    expected: everywhere('fails'),
    knobs: { ...SAME_HOST, credential: 'session-in-cookie', 'cookie.httpOnly': false },
  },
} as const satisfies Record<string, Claim>
