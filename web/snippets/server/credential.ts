/** What proves who is asking, in one framework's words. */
export interface CredentialCode {
  /** Constants that name cookies, and what each holds. */
  cookies: Readonly<Record<string, string>>
  /** The constant of the cookie that a 401 asks for; missing where it asks for a token. */
  main?: string
  /** Signs cookies. */
  secret?: true
  /** Functions; one of them is `authenticated`, which gives the user or throws. */
  code: string
  /**
   * Expressions, where the browser adds it by itself: whether it came along, and what then tells this login from others.
   */
  ambient?: { came: string; login: string }
  /** Statements that begin what `user` was let in for, and answer. */
  login: string
  refresh?: string
  logout: string
}
