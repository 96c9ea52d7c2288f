import { fileURLToPath } from 'node:url'
import { findProgram } from '../browsers/find.ts'

/** Where `npm run servers` unpacks one that nobody has installed. */
export const OWN_NGINX = fileURLToPath(new URL('../../node_modules/.cache/nginx', import.meta.url))

/** Programs for administrators are not in everybody's PATH. */
export const nginxProgram = (): string | undefined =>
  findProgram(['nginx', '/usr/sbin/nginx', `${OWN_NGINX}/usr/sbin/nginx`])
