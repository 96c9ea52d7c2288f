import { fileURLToPath } from 'node:url'
import { findProgram } from '../browsers/find.ts'

/** Where `npm run servers` unpacks one that is not installed. */
export const OWN_NGINX = fileURLToPath(new URL('../../node_modules/.cache/nginx', import.meta.url))

/** @throws Error that says how to get one. */
export function findNginx(): string {
  const found = findProgram(['nginx', '/usr/sbin/nginx', `${OWN_NGINX}/usr/sbin/nginx`])
  if (!found) throw new Error('nginx was not found: npm run servers gets it, or says how to.')
  return found
}
