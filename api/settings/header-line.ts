/** `X-Requested-With: lab` as name and value; null where there is no line. */
export function headerOf(line: string | null): [name: string, value: string] | null {
  const colon = line?.indexOf(':') ?? -1
  return line === null || colon < 0 ? null : [line.slice(0, colon), line.slice(colon + 1).trim()]
}
