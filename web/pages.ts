/** The pages, in the order in which the header names them; each is an HTML file of its own under `web/`. */
export const pages = [
  { path: '/', title: 'Lab', file: 'index.html' },
  { path: '/matrix', title: 'Matrix', file: 'matrix.html' },
  { path: '/attacks', title: 'Attacks', file: 'attacks.html' },
  { path: '/lessons', title: 'Lessons', file: 'lessons.html' },
  { path: '/compare', title: 'Compare', file: 'compare.html' },
] as const

export type PagePath = (typeof pages)[number]['path']
