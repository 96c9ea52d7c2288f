/** Text as a literal of JavaScript. */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`

/** A list of texts as a literal of JavaScript. */
export const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`

/** An object literal, on one line where it is short. */
export function object(entries: readonly string[]): string {
  const short = `{ ${entries.join(', ')} }`
  if (entries.length === 0) return '{}'
  if (short.length <= 80 && !short.includes('\n')) return short
  return `{\n${indented(entries.map((entry) => `${entry},`).join('\n'))}\n}`
}

/** A whole number as people write it in code: `900_000`. */
export const digits = (number: number): string => number.toLocaleString('en').replaceAll(',', '_')

/** Every line two spaces further in, empty ones left empty. */
export const indented = (code: string): string => code.replace(/^(?=.)/gm, '  ')

type Part = string | false | undefined

/** Lines of code; what is missing is left out. */
export const lines = (...parts: Part[]): string =>
  parts.filter((part) => part !== false && part !== undefined).join('\n')

/** Parts of a file, with an empty line between them; what is missing or empty is left out. */
export const paragraphs = (...parts: Part[]): string => parts.filter(Boolean).join('\n\n')
