/** Node's flat list of names and values in turn (`rawHeaders`) as lines, in the order and case in which they came. */
export const headerLines = (rawHeaders: readonly string[]): [name: string, value: string][] =>
  rawHeaders.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  )
