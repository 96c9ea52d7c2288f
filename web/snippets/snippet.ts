/** A file to take along: what the settings of an experiment come to in somebody's own project. */
export interface Snippet {
  /** Such as `Koa`, `nginx`, `axios`. */
  name: string
  side: 'server' | 'client'
  /** What it is called there, such as `server.mjs`. */
  file: string
  language: 'javascript' | 'typescript' | 'nginx'
  /** The packages of npm's registry that it imports. */
  packages: string[]
  code: string
  /** What it cannot do of what the settings ask for, a sentence each. */
  notes: string[]
}

/** Where it will stand. */
export interface Place {
  /** The page's origin. */
  page: string
  /** The API's origin. */
  api: string
}
