import type { Settings } from '../../../api/settings/settings.ts'
import type { Modules } from './imports.ts'
import type { CookieOptions, CorsOptions } from './options.ts'

/**
 * How one framework says what all programs have to say. All of it is JavaScript: expressions, or whole statements. Names of
 * cookies, values and options are expressions too.
 */
export interface Framework {
  name: string
  /** What its programs import. */
  modules: Modules
  /** What begins the program. */
  start: string
  /** What a function that reads a request is given. */
  request: string
  /** What a function that answers is given. */
  context: string
  method: string
  path: string
  /** The network address of the client. */
  address: string
  /** The body, once it has been read. */
  input: string
  header(name: string): string
  setHeader(name: string, value: string): string

  /** The library's CORS. */
  cors(options: CorsOptions): string
  /** What stands before it: what the library does not do, or does where it should not. */
  beforeCors(options: CorsOptions): string
  /** Headers to the letter in place of a library. */
  rawCors(settings: Settings['cors']): string
  /** What answers OPTIONS requests where there is no CORS. */
  withoutCors: string

  /** Lets cookies be read and written. @param secret signs cookies; null where none is signed */
  cookies(secret: string | null, secure: boolean): string
  cookieOptions(options: CookieOptions): string[]
  cookie(name: string): string
  setCookie(name: string, value: string, options: string): string
  clearCookie(name: string, options: string): string
  signedCookie(name: string): string
  setSignedCookie(name: string, value: string, options: string): string
  /** What it refuses of what the settings ask for. */
  cookieNotes(settings: Settings['cookie']): string[]

  /** Runs statements before every route. */
  before(code: string): string
  /** Reads bodies of JSON, and of forms where they are wanted. */
  body(forms: boolean): string
  route(method: string, path: string, code: string): string
  json(value: string, status?: number): string
  empty: string
  /** What comes after CORS and before all else: what has to see every error, and answers it as `answerTo` says. */
  catching: string
  /** What comes after the routes. */
  last: string
  /** Begins to listen at PORT. */
  listen: string
}
