/** The cookies of an experiment's login that script can read, each as `name=value`. */
export const copyCookies = (experiment: string): string[] =>
  document.cookie
    .split('; ')
    .filter((pair) => new RegExp(`(sid|session|jwt)-${experiment}`).test(pair.split('=')[0] ?? ''))

/** The value of the first cookie of an experiment whose name begins so; empty where there is none. */
export const cookieValue = (name: string): string =>
  document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

/** Puts cookies into the browser, as whoever has copied them would. */
export function putCookies(pairs: readonly string[]): void {
  for (const pair of pairs) setCookie(`${pair}; Path=/`)
}

/** Hands the browser a line as a server would in Set-Cookie. */
export function setCookie(line: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API takes no lines, and not every engine has it
  document.cookie = line
}
