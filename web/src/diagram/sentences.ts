import type { Row } from '../prediction/compare.ts'
import type { Message, Side } from '../prediction/side.ts'
import { arrowsOf, isUnderWay } from './row.ts'

/** Where a story is told: the page's origin, and how many servers the API has. */
export interface Place {
  page: string
  servers: number
}

/** A row of the picture in words. */
export interface Sentence {
  /** What is sent, and what becomes of it; between backticks what is shown to the letter. */
  event: string
  /** How that is known. */
  known: string
}

export function sentenceOf(row: Row, place: Place): Sentence {
  const { predicted, observed, agrees } = row
  const arrows = arrowsOf(row)
  const [first] = arrows
  if (!first) return { event: `${row.label}.`, known: known(row) }
  if (predicted && observed && arrows.some(({ line }) => line > 0)) {
    const event = `Predicted: ${told(predicted, place)}. Observed: ${told(observed, place)}.`
    return { event, known: agrees === false ? 'They differ.' : '' }
  }
  const side = first.message === predicted?.message || !observed ? predicted : observed
  const event = side ? told(side, place) : row.label
  return { event: `${event.charAt(0).toUpperCase()}${event.slice(1)}.`, known: known(row) }
}

function known(row: Row): string {
  const { predicted, observed, agrees } = row
  if (isUnderWay(row)) return 'Under way.'
  if (!observed) return agrees === false ? 'Predicted, and it did not come.' : 'Predicted.'
  if (!predicted) return agrees === false ? 'Observed, and not foreseen.' : 'Observed.'
  if (observed.cell.hidden === 'value') return 'Predicted; no page can see this.'
  return agrees === false ? `Not as predicted: ${differing(predicted, observed)}.` : 'Predicted and observed.'
}

/** What differs where both sides have the same arrow. */
const differing = (predicted: Side, observed: Side) =>
  Object.keys(predicted.fields)
    .filter((name) => name in observed.fields && predicted.fields[name] !== observed.fields[name])
    .map((name) => `${name} predicted ${predicted.fields[name]}, observed ${observed.fields[name]}`)
    .join('; ')

/** One side's event. */
function told(side: Side, place: Place): string {
  const { message } = side
  if (!message) return side.label
  switch (side.kind) {
    case 'preflight':
      return `the browser asks first: \`${message.text}\`${to(message, place)}, from \`${place.page}\``
    case 'preflight-answer':
      return preflightAnswer(side, message, api(message, place))
    case 'request':
      return request(side, message, place)
    case 'set-cookie':
      return setCookie(side, message, api(message, place))
    case 'redirect':
      return `${api(message, place)} answers ${message.text} and sends the browser on to \`${side.cell.text}\``
    case 'result':
      return result(side, message, place)
    default:
      return side.kind satisfies never
  }
}

function preflightAnswer(side: Side, { text, wall }: Message, from: string): string {
  if (!text) return 'the preflight gets no answer'
  const answer = `${from} answers the preflight with ${text}`
  return wall === 'stop'
    ? `${answer}, and the browser refuses it${reason(side)}`
    : `${answer}: the request may go`
}

function request(side: Side, message: Message, place: Place): string {
  const { cell } = side
  const { text, wall, load } = message
  if (wall === 'stop') return `\`${text}\` is never sent${reason(side)}`
  if (message.to === 'wall') return `the script asks for \`${text}\``
  const sender = message.from === 'page' ? 'the page' : 'the browser, by itself,'
  const sent = `${sender} sends \`${text}\`${to(message, place)}`
  switch (load?.form) {
    case 'sent':
      return `${sent} with the cookie \`${cell.text}\`${cell.note && `; ${cell.note}`}`
    case 'ticket':
      return `${sent} with a bearer token${cell.note && `; ${cell.note}`}`
    case 'withheld':
      return `${sent} without a cookie: \`${load.text}\` is ${cell.note}`
    default:
      return `${sent} without a cookie`
  }
}

function setCookie(side: Side, { text, load, words }: Message, from: string): string {
  const set = `${from} answers ${text} and sets \`${load?.text ?? side.label}\``
  switch (words) {
    case 'stored':
      return `${set}: the browser stores it`
    case 'refused':
      return `${set}: the browser refuses it${reason(side)}`
    case '':
      return `${set}: whether the browser stores it, no page can see`
    default:
      return `${set}: ${words}`
  }
}

function result(side: Side, message: Message, place: Place): string {
  const { text, unread, words, load } = message
  if (message.to === 'page' && unread) return `the script gets an error and no answer${reason(side)}`
  if (message.to === 'page') {
    const from = message.from === 'api' && place.servers > 1 ? ` of ${api(message, place)}` : ''
    return `the script gets the answer${from}, ${text}${load ? `, and ${load.text} with it` : ''}`
  }
  const answer = `${api(message, place)} answers ${text}`
  return words === 'opaque'
    ? `${answer}, and the answer is opaque to the script`
    : `${answer}, and the browser keeps the answer from the script${reason(side)}`
}

const reason = ({ cell }: Side) => cell.note && ` (${cell.note})`

const api = ({ server }: Message, { servers }: Place) =>
  servers > 1 && server !== null ? `server ${server} of the API` : 'the API'

const to = ({ server }: Message, { servers }: Place) =>
  servers > 1 && server !== null ? ` to server ${server}` : ''
