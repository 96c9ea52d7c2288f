import { expect, it } from 'vitest'
import { knobs } from '../../api/settings/settings.ts'
import { experiment, openTestLab } from '../test-lab.ts'
import { useLab } from '../test-setup.ts'
import { command } from './command.ts'

const lab = useLab(openTestLab)

const SIMPLE = ['--credentials', 'include']
const PREFLIGHTED = [...SIMPLE, '--method', 'PUT', '--header', 'authorization', '--body', '{}']

/** What is asked of the lab's API with each policy, and the fault that has to be named: by the policy's check, or by a rule. */
interface Row {
  cors: Record<string, unknown>
  args?: string[]
  status: number
  names: string
}

const rows: Row[] = [
  { cors: { policy: 'koa-cors' }, status: 0, names: 'Nothing is wrong here.' },
  { cors: { policy: 'koa-cors' }, args: PREFLIGHTED, status: 0, names: 'Nothing is wrong here.' },
  { cors: { policy: 'off' }, status: 1, names: 'blocked by MissingAllowOriginHeader' },
  {
    cors: { policy: 'off' },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by PreflightMissingAllowOriginHeader',
  },
  { cors: { policy: 'raw' }, status: 1, names: 'blocked by WildcardOriginNotAllowed' },
  {
    cors: { policy: 'raw' },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by PreflightWildcardOriginNotAllowed',
  },
  { cors: { policy: 'reflects-any-origin' }, status: 1, names: 'fault: reflects-any-origin' },
  {
    cors: { policy: 'reflects-any-origin' },
    args: PREFLIGHTED,
    status: 1,
    names: 'fault: reflects-any-origin',
  },
  { cors: { policy: 'koa-cors', origin: 'unset' }, status: 1, names: 'fault: reflects-any-origin' },
  { cors: { policy: 'matches-by-suffix' }, status: 1, names: 'fault: matches-by-suffix' },
  { cors: { policy: 'matches-by-suffix' }, args: PREFLIGHTED, status: 1, names: 'fault: matches-by-suffix' },
  // Every origin is answered the same, so nothing comes of it yet.
  { cors: { policy: 'forgets-vary' }, status: 0, names: 'caution: forgets-vary' },
  { cors: { policy: 'forgets-vary' }, args: PREFLIGHTED, status: 0, names: 'caution: forgets-vary' },
  { cors: { policy: 'forgets-vary', origin: 'unset' }, status: 1, names: 'fault: forgets-vary' },
  { cors: { policy: 'authentication-first' }, status: 1, names: 'fault: authentication-first' },
  {
    cors: { policy: 'authentication-first' },
    args: PREFLIGHTED,
    status: 1,
    names: '401 says that authentication ran before CORS',
  },
  { cors: { policy: 'preflight-redirected' }, status: 0, names: 'caution: preflight-redirected' },
  {
    cors: { policy: 'preflight-redirected' },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by PreflightDisallowedRedirect',
  },
  { cors: { policy: 'errors-without-cors' }, status: 1, names: 'fault: errors-without-cors' },
  {
    cors: { policy: 'errors-without-cors' },
    args: PREFLIGHTED,
    status: 1,
    names: 'fault: errors-without-cors',
  },
  { cors: { policy: 'koa-cors', keepHeadersOnError: false }, status: 1, names: 'fault: errors-without-cors' },
  { cors: { policy: 'trailing-slash' }, status: 1, names: 'letter by letter and without a trailing slash' },
  {
    cors: { policy: 'trailing-slash' },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by PreflightAllowOriginMismatch',
  },
  { cors: { policy: 'null-trusted' }, status: 1, names: 'fault: null-trusted' },
  { cors: { policy: 'null-trusted' }, args: PREFLIGHTED, status: 1, names: 'fault: null-trusted' },
  {
    cors: { policy: 'koa-cors', credentials: false },
    status: 1,
    names: 'blocked by InvalidAllowCredentials',
  },
  {
    cors: { policy: 'koa-cors', allowMethods: ['GET'] },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by MethodDisallowedByPreflightResponse',
  },
  {
    cors: { policy: 'koa-cors', allowHeaders: ['x-other'] },
    args: PREFLIGHTED,
    status: 1,
    names: 'blocked by HeaderDisallowedByPreflightResponse',
  },
  {
    cors: { policy: 'koa-cors', allowHeaders: ['x-other'] },
    args: PREFLIGHTED,
    status: 1,
    names: 'preflight: Access-Control-Allow-Headers: x-other -> x-other, authorization',
  },
  {
    cors: { policy: 'raw', answerHeaders: [['Access-Control-Allow-Origin', 'app.localhost']] },
    status: 1,
    names: 'blocked by InvalidAllowOriginValue',
  },
  {
    cors: { policy: 'raw', answerHeaders: [['Access-Control-Allow-Origin', 'http://a.example, *']] },
    status: 1,
    names: 'blocked by MultipleAllowOriginValues',
  },
  {
    cors: { policy: 'raw', preflightStatus: 404 },
    args: PREFLIGHTED.filter((arg) => arg !== 'include').with(0, '--credentials=omit'),
    status: 1,
    names: 'blocked by PreflightInvalidStatus',
  },
]

const named = rows.map(({ cors, args = SIMPLE, ...row }) => ({
  name: `${JSON.stringify(cors)} ${args === SIMPLE ? 'simply' : 'with a preflight'}`,
  cors,
  args,
  ...row,
}))

it.each(named)('$name: $names', async ({ cors, args, status, names }) => {
  const home = lab.current.origins.pages.http
  const { bases } = await experiment(home, { cors })
  const ended = await command([`${bases['cross-site']}/me`, '--origin', home, ...args])
  expect(ended.out).toContain(names)
  expect(ended).toMatchObject({ status, err: '' })
})

it('no policy of the lab is left out', () => {
  const policies = Object.keys(knobs.find(({ path }) => path === 'cors.policy')?.values ?? {})
  expect(new Set(rows.map(({ cors }) => cors.policy))).toEqual(new Set(policies))
})
