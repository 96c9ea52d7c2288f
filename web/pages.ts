/** The pages, in the order in which the header names them; each is an HTML file of its own under `web/`. */
export const pages = [
  { path: '/', title: 'Lab', file: 'index.html' },
  { path: '/lessons', title: 'Lessons', file: 'lessons.html' },
  { path: '/compare', title: 'Compare', file: 'compare.html' },
  { path: '/claims', title: 'Claims', file: 'claims.html' },
  { path: '/attacks', title: 'Attacks', file: 'attacks.html' },
  { path: '/matrix', title: 'Matrix', file: 'matrix.html' },
  { path: '/bench', title: 'Bench', file: 'bench.html' },
] as const

export type PagePath = (typeof pages)[number]['path']
