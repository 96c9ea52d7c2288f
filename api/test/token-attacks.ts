/**
 * The published attacks on JSON Web Tokens, as forged tokens with the reason for which each is refused.
 * Sources: RFC 8725 (JSON Web Token Best Current Practices); PortSwigger Web Security Academy, "JWT attacks";
 * the attack playbook of jwt_tool; OWASP Web Security Testing Guide, WSTG-SESS-10; and the CVEs named in
 * the rows.
 */
import type { KeyObject } from 'node:crypto'
import {
  attacker,
  attackersJwk,
  base64url,
  changed,
  claimsFor,
  good,
  headerFor,
  hmac,
  nothing,
  put,
  rightly,
  rsa,
  seconds,
  type Target,
  twice,
  withClaims,
  withHeader,
} from './forge-token.ts'

export interface Attack {
  name: string
  token(target: Target): string
  reason: RegExp
}

const unsigned: Attack[] = ['none', 'None', 'NONE', 'nOnE'].flatMap((alg) => [
  {
    name: `alg ${alg}, no signature (CVE-2015-9235)`,
    token: (target) => withHeader(target, { alg }, nothing),
    reason: /unsigned/,
  },
  {
    name: `alg ${alg}, the signature kept`,
    token: (target) =>
      changed(target, ([, claims, signature]) => [
        base64url(JSON.stringify({ ...headerFor(target), alg })),
        claims,
        signature,
      ]),
    reason: /unsigned/,
  },
])

const confused: Attack[] = (
  [
    ['PEM', (key) => key.export({ type: 'spki', format: 'pem' })],
    [
      'PEM without its last line break',
      (key) => key.export({ type: 'spki', format: 'pem' }).toString().trimEnd(),
    ],
    ['PKCS #1 PEM', (key) => key.export({ type: 'pkcs1', format: 'pem' })],
    ['DER', (key) => key.export({ type: 'spki', format: 'der' })],
    ['JWK', (key) => JSON.stringify(key.export({ format: 'jwk' }))],
  ] satisfies [string, (key: KeyObject) => string | Buffer][]
).map(([form, exported]) => ({
  name: `signed as HS256 with the public key as ${form} (CVE-2015-9235)`,
  token: (target) => withHeader(target, { alg: 'HS256' }, hmac(exported(target.publicKey))),
  reason: /another algorithm|HS256|does not match/,
}))

const algorithms: Attack[] = [
  { name: 'alg missing', token: (target) => withHeader(target, { alg: undefined }), reason: /unsigned/ },
  { name: 'alg null', token: (target) => withHeader(target, { alg: null }), reason: /unsigned/ },
  {
    name: 'alg a list',
    token: (target) => withHeader(target, { alg: ['HS256', 'RS256'] }),
    reason: /unsigned/,
  },
  { name: 'alg empty', token: (target) => withHeader(target, { alg: '' }), reason: /another algorithm/ },
  ...['HS384', 'HS512', 'RS512', 'PS256', 'hs256', 'rs256'].map(
    (alg): Attack => ({
      name: `alg ${alg}, signed with the right key`,
      token: (target) => withHeader(target, { alg }, rightly(target)),
      reason: /another algorithm/,
    }),
  ),
  {
    name: 'alg ES256 with a signature of zeros (CVE-2022-21449)',
    token: (target) => withHeader(target, { alg: 'ES256' }, () => Buffer.alloc(64)),
    reason: /another algorithm/,
  },
]

const keyNames: Attack[] = [
  { name: 'kid missing', kid: undefined, reason: /kid, and no more/ },
  { name: 'kid a number', kid: 7, reason: /kid, and no more/ },
  { name: 'kid empty', kid: '', reason: /\(kid\)/ },
  { name: 'kid unknown', kid: 'key-of-the-attacker', reason: /\(kid\)/ },
  { name: 'kid a path to an empty file', kid: '../../../../../../dev/null', reason: /\(kid\)/ },
  { name: 'kid an absolute path', kid: '/proc/sys/kernel/randomize_va_space', reason: /\(kid\)/ },
  { name: 'kid with SQL', kid: "x' UNION SELECT 'guessed' -- ", reason: /\(kid\)/ },
  { name: 'kid with a command', kid: '| sleep 10', reason: /\(kid\)/ },
  { name: 'kid a URL', kid: 'http://evil.localhost/key.json', reason: /\(kid\)/ },
  { name: 'kid the name of an inherited member', kid: '__proto__', reason: /\(kid\)/ },
].map(({ name, kid, reason }) => ({
  name: `${name}, signed with an empty secret or the attacker’s key`,
  token: (target) =>
    withHeader(target, { kid }, target.algorithm === 'HS256' ? hmac('') : rsa(attacker.privateKey)),
  reason,
}))

const ownKey: Attack[] = [
  ['jwk', { ...attackersJwk, kid: 'attacker' }, ' (CVE-2018-0114)'],
  ['jku', 'http://evil.localhost:5173/jwks.json', ''],
  ['x5u', 'http://evil.localhost:5173/certificate.pem', ''],
  ['x5c', ['MIIB'], ''],
].map(([member, value, cve]) => ({
  name: `${member} in the header, signed with that key${cve}`,
  token: (target) => withHeader(target, { [String(member)]: value }),
  reason: /key of its own/,
}))

const headers: Attack[] = [
  {
    name: 'crit, with an extension that nobody knows',
    token: (target) => withHeader(target, { crit: ['extension'], extension: true }, rightly(target)),
    reason: /\(crit\)/,
  },
  {
    name: 'crit b64, with claims that are not encoded (RFC 7797)',
    token: (target) => withHeader(target, { crit: ['b64'], b64: false }, rightly(target)),
    reason: /\(crit\)/,
  },
  {
    name: 'cty JWT, a token inside the token',
    token: (target) => put({ ...headerFor(target), cty: 'JWT' }, good(target), rightly(target)),
    reason: /alg, typ and kid, and no more/,
  },
  { name: 'zip', token: (target) => withHeader(target, { zip: 'DEF' }, rightly(target)), reason: /no more/ },
  ...['JWT', 'jwt', 'id+jwt', 'logout+jwt', 'dpop+jwt', ''].map(
    (typ): Attack => ({
      name: `typ ${typ || 'empty'}, signed with the right key`,
      token: (target) => withHeader(target, { typ }, rightly(target)),
      reason: /at\+jwt/,
    }),
  ),
  {
    name: 'typ missing, signed with the right key',
    token: (target) => withHeader(target, { typ: undefined }, rightly(target)),
    reason: /alg, typ and kid/,
  },
]

const signatures: Attack[] = [
  { name: 'signed with another key', token: (target) => withHeader(target, {}), reason: /does not match/ },
  {
    name: 'the role changed to admin, the signature kept',
    token: (target) =>
      changed(target, ([header, , signature]) => [
        header,
        base64url(JSON.stringify({ ...claimsFor(target), role: 'admin' })),
        signature,
      ]),
    reason: /does not match/,
  },
  {
    name: 'the last byte of the signature cut off',
    token: (target) =>
      put(headerFor(target), claimsFor(target), (input) => rightly(target)(input).subarray(0, -1)),
    reason: /does not match/,
  },
  {
    name: 'the last character cut off',
    token: (target) => good(target).slice(0, -1),
    reason: /does not match|canonical/,
  },
  {
    name: 'an empty signature (CVE-2020-28042)',
    token: (target) => put(headerFor(target), claimsFor(target), nothing),
    reason: /not signed/,
  },
  {
    name: 'no signature at all',
    token: (target) => changed(target, ([a, b]) => [a, b]),
    reason: /three parts/,
  },
  {
    name: 'a signature of zeros',
    token: (target) =>
      put(headerFor(target), claimsFor(target), (input) => Buffer.alloc(rightly(target)(input).length)),
    reason: /does not match/,
  },
]

const times: Attack[] = [
  { name: 'expired', claims: () => ({ exp: seconds() - 60 }), reason: /expired/ },
  { name: 'nbf in the future', claims: () => ({ nbf: seconds() + 60 }), reason: /not valid yet/ },
  { name: 'exp missing', claims: () => ({ exp: undefined }), reason: /claims/ },
  { name: 'exp null', claims: () => ({ exp: null }), reason: /claims|issued/ },
  { name: 'exp as text', claims: () => ({ exp: '9999999999' }), reason: /claims|issued/ },
  { name: 'nbf missing', claims: () => ({ nbf: undefined }), reason: /claims/ },
  { name: 'another audience', claims: () => ({ aud: 'other' }), reason: /audience/ },
  {
    name: 'several audiences',
    claims: ({ audience }: Target) => ({ aud: [audience, 'other'] }),
    reason: /claims/,
  },
  { name: 'no audience', claims: () => ({ aud: undefined }), reason: /audience/ },
  { name: 'another issuer', claims: () => ({ iss: 'other' }), reason: /issuer/ },
  { name: 'a list of issuers', claims: () => ({ iss: ['with-credentials'] }), reason: /issuer/ },
  { name: 'no issuer', claims: () => ({ iss: undefined }), reason: /issuer/ },
  { name: 'no subject', claims: () => ({ sub: undefined }), reason: /claims/ },
  { name: 'no role', claims: () => ({ role: undefined }), reason: /claims/ },
  { name: 'a role that does not exist', claims: () => ({ role: 'root' }), reason: /claims/ },
].map(({ name, claims, reason }) => ({
  name: `${name}, signed with the right key`,
  token: (target) => withClaims(target, claims(target)),
  reason,
}))

const encodings: Attack[] = [
  {
    name: 'a claim twice, signed with the right key',
    token: (target) => put(headerFor(target), twice(claimsFor(target), '"sub":"grace"'), rightly(target)),
    reason: /payload has a name twice/,
  },
  {
    name: 'a header member twice, signed with the right key',
    token: (target) => put(twice(headerFor(target), '"alg":"none"'), claimsFor(target), rightly(target)),
    reason: /header has a name twice/,
  },
  {
    name: 'other bits behind the end of the signature',
    token: (target) => {
      const token = good(target)
      const same = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].find(
        (last) => last !== token.at(-1) && sameBytes(token, token.slice(0, -1) + last),
      )
      return token.slice(0, -1) + same
    },
    reason: /canonical/,
  },
  { name: 'padding behind the signature', token: (target) => `${good(target)}=`, reason: /canonical/ },
  {
    name: 'base64 in place of base64url',
    token: (target) => changed(target, ([header, claims]) => [header, claims, '+/+/']),
    reason: /canonical/,
  },
  {
    name: 'JSON with spaces, signed with the right key',
    token: (target) => put(headerFor(target), JSON.stringify(claimsFor(target), null, 1), rightly(target)),
    reason: /not written as it was issued/,
  },
  {
    name: 'claims that are a list',
    token: (target) => put(headerFor(target), '[]', rightly(target)),
    reason: /no JSON object/,
  },
  {
    name: 'claims that are no JSON',
    token: (target) => put(headerFor(target), '{', rightly(target)),
    reason: /no JSON object/,
  },
  {
    name: 'a header that is no JSON',
    token: (target) => put('alg', claimsFor(target), rightly(target)),
    reason: /no JSON object/,
  },
  {
    name: 'five parts, as an encrypted token has them',
    token: (target) => `${good(target)}.aaaa.aaaa`,
    reason: /encrypted/,
  },
  {
    name: 'more than 4,096 characters',
    token: (target) => withClaims(target, { more: 'a'.repeat(4000) }),
    reason: /longer/,
  },
  {
    name: '200,000 characters',
    token: (target) => withClaims(target, { more: 'a'.repeat(150_000) }),
    reason: /longer/,
  },
  { name: 'three empty parts', token: () => '..', reason: /no JSON object/ },
  { name: 'no token', token: () => 'abc', reason: /three parts/ },
]

const sameBytes = (a: string, b: string) =>
  Buffer.from(a.split('.')[2] ?? '', 'base64url').equals(Buffer.from(b.split('.')[2] ?? '', 'base64url'))

export const attacks: readonly Attack[] = [
  ...unsigned,
  ...confused,
  ...algorithms,
  ...keyNames,
  ...ownKey,
  ...headers,
  ...signatures,
  ...times,
  ...encodings,
]
