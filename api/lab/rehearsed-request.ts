import type { RehearsedRequest } from './interface.ts'

/** A request as it would leave a browser, in the form in which a rehearsal takes it: its cookies by name alone. */
export function rehearsedRequest(
  {
    method,
    headers,
    body,
  }: { method: string; headers: readonly [name: string, value: string][]; body: string | null },
  path: string,
): RehearsedRequest {
  const cookie = headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? ''
  return {
    method,
    path,
    headers: headers.filter(([name]) => name.toLowerCase() !== 'cookie'),
    cookies: cookie.split('; ').flatMap((pair) => pair.split('=')[0] || []),
    ...(body !== null && { body }),
  }
}
