/** Partial settings, which together turn every knob that the server's code reads. */
export const ROWS: { name: string; settings: object }[] = [
  { name: 'nothing turned', settings: {} },
  {
    name: 'session cookie, Lax on a subdomain, Sec-Fetch-Site check, every option of CORS',
    settings: {
      relation: 'subdomain',
      client: { method: 'PATCH' },
      session: { idleLifetime: 60, absoluteLifetime: 3600 },
      cookie: { sameSite: 'Lax', partitioned: false, domain: 'app.localhost', path: '/x', maxAge: 3600 },
      csrf: { protection: 'fetch-metadata' },
      cors: {
        allowMethods: ['GET', 'PATCH'],
        allowHeaders: ['content-type', 'x-xsrf-token'],
        exposeHeaders: ['www-authenticate', 'etag'],
        maxAge: 600,
        secureContext: true,
        privateNetworkAccess: true,
      },
    },
  },
  {
    name: 'session cookie of an https API, __Secure-, Strict, double-submit token',
    settings: {
      relation: 'https-subdomain',
      cookie: { sameSite: 'Strict', prefix: '__Secure-' },
      csrf: { protection: 'double-submit' },
      cors: { maxAge: 0 },
    },
  },
  {
    name: 'session in a cookie, SameSite unset and not Secure, a form, PUT',
    settings: {
      credential: 'session-in-cookie',
      client: { contentType: 'application/x-www-form-urlencoded', method: 'PUT' },
      session: { absoluteLifetime: 600 },
      cookie: { sameSite: 'unset', secure: false, partitioned: false },
      cors: { allowMethods: [] },
    },
  },
  {
    name: 'session in a cookie, double-submit token, no CORS on the same origin',
    settings: {
      relation: 'same-origin',
      credential: 'session-in-cookie',
      csrf: { protection: 'double-submit' },
      cors: { policy: 'off' },
    },
  },
  {
    name: 'JWT cookie, HS256, Origin check, two servers, another origin alone',
    settings: {
      credential: 'jwt-cookie',
      csrf: { protection: 'origin' },
      cors: { origin: 'https://www.example.com' },
      wire: { servers: 'shared-store' },
    },
  },
  {
    name: 'JWT cookie, RS256, __Host-, double-submit token, revocation list, no grace',
    settings: {
      credential: 'jwt-cookie',
      token: { algorithm: 'RS256', accessLifetime: 60, revocationList: true, refreshGrace: 0 },
      cookie: { prefix: '__Host-', maxAge: 86_400 },
      csrf: { protection: 'double-submit' },
    },
  },
  {
    name: 'bearer token, HS256, any origin without credentials',
    settings: { credential: 'bearer', cors: { origin: '*', credentials: false, exposeHeaders: ['etag'] } },
  },
  {
    name: 'bearer token, RS256, revocation list, no grace, lifetimes',
    settings: {
      credential: 'bearer',
      token: {
        algorithm: 'RS256',
        accessLifetime: 30,
        refreshLifetime: 600,
        revocationList: true,
        refreshGrace: 0,
      },
    },
  },
  {
    name: 'raw headers, as they come, SameSite alone',
    settings: { cors: { policy: 'raw' }, cookie: { sameSite: 'Lax' } },
  },
  {
    name: 'raw headers with quotes, dollars and repeats, a preflight answered 403',
    settings: {
      credential: 'bearer',
      cors: {
        policy: 'raw',
        preflightStatus: 403,
        preflightHeaders: [
          ['Access-Control-Allow-Origin', `"it's" \\ $host`],
          ['Access-Control-Max-Age', '5'],
        ],
        answerHeaders: [
          ['Access-Control-Allow-Origin', 'http://app.localhost:5173'],
          ['Access-Control-Allow-Origin', '*'],
          ['Vary', 'Origin, Accept'],
        ],
      },
    },
  },
  {
    name: 'unsound: any origin with credentials, a published secret, nothing against forgery',
    settings: {
      credential: 'jwt-cookie',
      token: { secret: 'published' },
      cookie: { httpOnly: false, sameSite: 'Lax' },
      cors: { origin: 'unset', keepHeadersOnError: false },
      csrf: { protection: 'none', transferByGet: true },
      wire: { servers: 'own-stores' },
    },
  },
  {
    name: 'unsound: a suffix is compared',
    settings: { credential: 'bearer', cors: { policy: 'matches-by-suffix', origin: '*' } },
  },
]
