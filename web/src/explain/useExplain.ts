import { computed, readonly, shallowRef } from 'vue'
import type { Explanation } from '../../explain/explain.ts'
import { MOST, tooLarge } from '../../explain/limits.ts'
import type { Question, Reply } from './explain.worker.ts'

/** Milliseconds after which an input is given up. */
const PATIENCE = 20_000
/** Milliseconds without a keystroke after which the text is read. */
const PAUSE = 150

const explanation = shallowRef<Explanation | null>(null)
const reading = shallowRef(false)
/** What the file is called that is being shown. */
const fileName = shallowRef<string | null>(null)

let number = 0
let worker = start()
let pause = 0
let patience = 0

/** It waits from the beginning, so that pasting asks no server for anything. */
function start(): Worker {
  const started = new Worker(new URL('./explain.worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    if (data.number === number) end(data.explanation)
  })
  return started
}

function end(result: Explanation) {
  clearTimeout(patience)
  reading.value = false
  explanation.value = result
}

function ask(pasted: string | File) {
  clearTimeout(patience)
  if (reading.value) restart()
  number += 1
  reading.value = true
  const question: Question = { number, pasted, page: location.origin }
  worker.postMessage(question)
  patience = window.setTimeout(() => {
    restart()
    end({
      kind: 'refused',
      title: 'This took too long and was given up',
      advice: 'Paste less: the one line, or a HAR file with only what fails.',
    })
  }, PATIENCE)
}

/** What it is busy with is of no use any more. */
function restart() {
  worker.terminate()
  worker = start()
}

/** Explains text, after a short pause. */
function explainText(text: string) {
  clearTimeout(pause)
  fileName.value = null
  if (text.trim() === '') clear()
  else pause = window.setTimeout(() => ask(text), PAUSE)
}

function explainFile(file: File) {
  clearTimeout(pause)
  fileName.value = file.name
  if (file.size > MOST) end(tooLarge(file.size))
  else ask(file)
}

function clear() {
  clearTimeout(pause)
  clearTimeout(patience)
  number += 1
  if (reading.value) restart()
  reading.value = false
  fileName.value = null
  explanation.value = null
}

/** What was pasted and what it means. Nothing of it leaves the page: a worker reads it. */
export function useExplain() {
  return {
    explanation: computed(() => explanation.value),
    reading: readonly(reading),
    fileName: readonly(fileName),
    explainText,
    explainFile,
    clear,
  }
}
