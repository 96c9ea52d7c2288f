// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const ESCAPES = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Text without what a terminal would obey and what hides or turns round its neighbours; lines end in `\n`. */
export const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(ESCAPES, '').replace(CONTROLS, '')

/** One line with one kind of quote, so that a message is the same however it was copied. */
export const oneLine = (text: string): string =>
  text
    .replace(/[‘’‚‛“”„‟"`´]/g, "'")
    .replace(/\n\s*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
