/** Text as a literal of JavaScript. */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`

/** A list of texts as a literal of JavaScript. */
export const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`

/** An object literal with an entry on each line. */
export const object = (entries: readonly string[]): string =>
  entries.length === 0 ? '{}' : `{\n${indented(entries.map((entry) => `${entry},`).join('\n'))}\n}`

/** A whole number as people write it in code: `900_000`. */
export const digits = (number: number): string => number.toLocaleString('en').replaceAll(',', '_')

/** Every line two spaces further in, empty ones left empty. */
export const indented = (code: string): string => code.replace(/^(?=.)/gm, '  ')

/** Lines of code, those left out that are false. */
export const lines = (...parts: (string | false)[]): string =>
  parts.filter((part) => part !== false).join('\n')

/** Parts of a file, with an empty line between them. */
export const paragraphs = (...parts: (string | false)[]): string =>
  parts.filter((part) => part !== false && part !== '').join('\n\n')
