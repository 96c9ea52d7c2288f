import { group, wholeNumber } from './knob.ts'

const source = {
  title: 'OWASP ASVS 5, 7.3',
  url: 'https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md',
}
const unit = { source, min: 10, max: 31_536_000, unit: 'seconds' }

/** How long a session lives: OWASP ASVS 5, 7.3. */
export const session = group({
  idleLifetime: wholeNumber(
    'Idle lifetime',
    1800,
    'How long the server keeps a session that nobody uses; each use begins it anew.',
    { ...unit, when: { knob: 'credential', is: ['session-cookie'] } },
  ),
  absoluteLifetime: wholeNumber(
    'Absolute lifetime',
    43_200,
    'How long after the login a session ends, used or not.',
    { ...unit, when: { knob: 'credential', is: ['session-cookie', 'session-in-cookie'] } },
  ),
})
