/** Where the standard, or the library's own document, says what a knob does. */
export interface Source {
  /** In short, such as `RFC 6265bis, 4.1.2.7`. */
  title: string
  url: string
}

/** A place in the Fetch standard, by the fragment of its address. */
export const fetchStandard = (fragment: string, title: string): Source => ({
  title: `Fetch, ${title}`,
  url: `https://fetch.spec.whatwg.org/#${fragment}`,
})

/** A section of RFC 6265bis, the cookies, in its draft 22. */
export const cookieStandard = (section: string): Source => ({
  title: `RFC 6265bis, ${section}`,
  url: `https://www.ietf.org/archive/id/draft-ietf-httpbis-rfc6265bis-22.html#section-${section}`,
})

/** A section of a published RFC. */
export const rfc = (number: number, section: string): Source => ({
  title: `RFC ${number}, ${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
})

export const koaCors: Source = {
  title: '@koa/cors, options',
  url: 'https://github.com/koajs/cors#corsoptions',
}
