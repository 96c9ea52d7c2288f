import { type Explanation, explain } from '../../explain/explain.ts'

/** What the page sends: text, or a file that is read here, and the order of the question. */
export interface Question {
  number: number
  pasted: string | File
  page: string
}
export interface Reply {
  number: number
  explanation: Explanation
}

addEventListener('message', async ({ data }: MessageEvent<Question>) => {
  const text = typeof data.pasted === 'string' ? data.pasted : await data.pasted.text()
  const reply: Reply = { number: data.number, explanation: explain(text, data.page) }
  postMessage(reply)
})
