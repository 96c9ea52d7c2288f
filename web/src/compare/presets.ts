/** Two settings that people weigh against each other, each as the lab's address has it. */
export interface Preset {
  title: string
  left: string
  right: string
}

const ONE_HOST = 'relation=other-port'
const UNPARTITIONED = 'cookie.partitioned=false'
const UNPROTECTED = `${ONE_HOST}&${UNPARTITIONED}&csrf.protection=none`

export const presets: readonly Preset[] = [
  { title: 'Cookie or bearer token', left: '', right: 'credential=bearer' },
  { title: 'Session cookie or JWT in a cookie', left: '', right: 'credential=jwt-cookie' },
  { title: 'Session or session in a cookie', left: '', right: 'credential=session-in-cookie' },
  { title: 'Same-site or cross-site', left: 'relation=subdomain', right: '' },
  {
    title: 'SameSite=Lax or None',
    left: `${ONE_HOST}&cookie.sameSite=Lax&${UNPARTITIONED}`,
    right: `${ONE_HOST}&${UNPARTITIONED}`,
  },
  {
    title: 'With Max-Age or without',
    left: `${ONE_HOST}&cookie.maxAge=86400`,
    right: ONE_HOST,
  },
  {
    title: 'With a CSRF token or without',
    left: `${ONE_HOST}&${UNPARTITIONED}&csrf.protection=double-submit`,
    right: UNPROTECTED,
  },
  {
    title: 'Token in memory or in localStorage',
    left: 'credential=bearer',
    right: 'credential=bearer&token.keptIn=localStorage',
  },
]
