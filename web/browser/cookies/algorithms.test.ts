import { expect, test } from 'vitest'
import { SPEC } from '../engines/behaviour.ts'
import { isPublicSuffix, siteHost } from '../origin.ts'
import { domainMatch } from './domain.ts'
import { defaultPath, pathMatch } from './path.ts'
import { parseSetCookie } from './setCookie.ts'

test.each([
  ['app.localhost', 'app.localhost', true],
  ['api.app.localhost', 'app.localhost', true],
  ['app.localhost', 'api.app.localhost', false],
  ['myapp.localhost', 'app.localhost', false],
  ['127.0.0.1', '0.0.1', false],
  ['[::1]', '[::1]', true],
])('%s domain-matches %s: %s', (host, domain, matches) => {
  expect(domainMatch(host, domain)).toBe(matches)
})

test.each([
  ['', '/'],
  ['/', '/'],
  ['/c', '/'],
  ['/c/', '/c'],
  ['/c/1', '/c'],
  ['c/1', '/'],
])('the default path of %j is %s', (path, expected) => {
  expect(defaultPath(path)).toBe(expected)
})

test.each([
  ['/c', '/c', true],
  ['/c/1', '/c', true],
  ['/c/1', '/c/', true],
  ['/cc', '/c', false],
  ['/', '/c', false],
  ['/C', '/c', false],
])('%s path-matches %s: %s', (path, cookiePath, matches) => {
  expect(pathMatch(path, cookiePath)).toBe(matches)
})

test.each([
  ['localhost', true],
  ['app.localhost', false],
  ['co.uk', true],
  ['github.io', true],
  ['example.co.uk', false],
])('%s is a public suffix: %s', (domain, suffix) => {
  expect(isPublicSuffix(domain)).toBe(suffix)
})

test.each([
  ['app.localhost', 'app.localhost'],
  ['api.app.localhost', 'app.localhost'],
  ['localhost', 'localhost'],
  ['127.0.0.1', '127.0.0.1'],
  ['a.b.github.io', 'b.github.io'],
])('the site of %s is %s', (host, site) => {
  expect(siteHost(host)).toBe(site)
})

const plain = { value: '', secure: false, httpOnly: false, sameSite: 'Default', partitioned: false }
test.each([
  ['a=1', { ...plain, name: 'a', value: '1' }],
  [' a = b=c ; ', { ...plain, name: 'a', value: 'b=c' }],
  ['1', { ...plain, name: '', value: '1' }],
  ['=1', { ...plain, name: '', value: '1' }],
  ['a', { ...plain, name: '', value: 'a' }],
  ['a="q u"', { ...plain, name: 'a', value: '"q u"' }],
  ['a=1; SECURE=no; httponly', { ...plain, name: 'a', value: '1', secure: true, httpOnly: true }],
  ['a=1; SameSite=strict; SameSite=nonsense', { ...plain, name: 'a', value: '1' }],
  ['a=1; SameSite=lax; SameSite=None', { ...plain, name: 'a', value: '1', sameSite: 'None' }],
  ['a=1; Path=c', { ...plain, name: 'a', value: '1', path: null }],
  ['a=1; Path=/c; Path=', { ...plain, name: 'a', value: '1', path: null }],
  ['a=1; Max-Age=-1', { ...plain, name: 'a', value: '1', maxAge: -1, lastLifetime: 'max-age' }],
  ['a=1; Max-Age=1.5; Max-Age=', { ...plain, name: 'a', value: '1' }],
  [`a=1; Path=/${'c'.repeat(1024)}`, { ...plain, name: 'a', value: '1' }],
  ['a=1; Partitioned', { ...plain, name: 'a', value: '1', partitioned: true }],
])('%j', (line, cookie) => {
  expect(parseSetCookie(line, SPEC)).toEqual({ cookie })
})

test.each([
  ['a=\x01', 'DisallowedCharacter'],
  ['a=1; Path=/\x7f', 'DisallowedCharacter'],
  [`a=${'x'.repeat(4096)}`, 'NameValuePairExceedsMaxSize'],
])('%j is ignored', (line, failure) => {
  expect(parseSetCookie(line, SPEC)).toEqual({ failure })
})

test('name and value together may have 4096 octets, a tab among them', () => {
  expect(parseSetCookie(`a=\t${'x'.repeat(4093)}\tx`, SPEC)).toHaveProperty('cookie')
})

test.each([
  ['a cookie', `a=${'x'.repeat(5000)}`, { value: 'x'.repeat(5000) }],
  ['an attribute', `a=1; Path=/${'c'.repeat(1024)}`, { path: `/${'c'.repeat(1024)}` }],
])('where sizes are not limited, %s of any length counts', (_, line, parsed) => {
  expect(parseSetCookie(line, { ...SPEC, cookieSizeIsLimited: false })).toMatchObject({ cookie: parsed })
})
