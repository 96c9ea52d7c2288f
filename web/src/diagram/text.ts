import type { Layout } from './layout.ts'
import type { Sentence } from './sentences.ts'

/** What the picture shows, in short: between which origins, and what is asked. */
export function labelOf({ chips: [page, api], bands }: Layout): string {
  return `${page?.origin} to ${api?.origin}, ${api?.kind}: ${bands.map(({ title }) => title).join(', ')}`
}

const inWords = ({ event, known }: Sentence) => `${event.replaceAll('`', '')} ${known}`.trim()

/** The picture as plain text: a numbered sentence for each message. @param note what is told of its settings */
export function textOf(layout: Layout, note: string): string {
  const parts = layout.bands.map(({ title, facts, messages }) =>
    [
      `${title} (${facts})`,
      ...messages.map(({ number, sentence }) => `${number}. ${inWords(sentence)}`),
    ].join('\n'),
  )
  return `${[`${labelOf(layout)}\n${note}`, ...parts].join('\n\n')}\n`
}

/** Words on lines of so many letters. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
