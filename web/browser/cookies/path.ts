/** RFC 6265bis section 5.1.4, default-path of a URL's path. */
export function defaultPath(uriPath: string): string {
  if (!uriPath.startsWith('/')) return '/'
  const rightmostSlash = uriPath.lastIndexOf('/')
  return rightmostSlash === 0 ? '/' : uriPath.slice(0, rightmostSlash)
}

/** RFC 6265bis section 5.1.4, path-match. */
export function pathMatch(requestPath: string, cookiePath: string): boolean {
  if (!requestPath.startsWith(cookiePath)) return false
  return (
    requestPath.length === cookiePath.length ||
    cookiePath.endsWith('/') ||
    requestPath[cookiePath.length] === '/'
  )
}
