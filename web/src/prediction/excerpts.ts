import type { Excerpt } from './side.ts'

const CONCERNS = /^(access-control-|vary$|location$|www-authenticate$|set-cookie$|cross-origin-)/i

/** Of an answer, what concerns CORS and cookies. */
export const answerHeaders = (title: string, headers: readonly [string, string][]): Excerpt => ({
  title,
  headers: headers.filter(([name]) => CONCERNS.test(name)).map(shortened),
  none: 'None that concerns CORS or cookies.',
  body: '',
})

export const requestHeaders = (title: string, headers: readonly [string, string][]): Excerpt => ({
  title,
  headers: headers.map(shortened),
  none: 'None.',
  body: '',
})

/** Names in the usual case; values that are secrets, cut short. */
function shortened([name, value]: [string, string]): [string, string] {
  const usual = name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
  const short = /^(set-)?cookie$/i.test(name)
    ? value.replace(/=([^;]{5})[^;]{4,}/, '=$1…')
    : value.replace(/^(Bearer \S{6})\S{8,}/, '$1…')
  return [usual, short]
}
