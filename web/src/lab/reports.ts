import * as v from 'valibot'

/** A command's last report, as far as it could be had. */
export type Loaded<T> =
  | { name: 'ready'; report: T; text: string }
  | { name: 'none' }
  | { name: 'trouble'; message: string; advice: string }

const trouble = (message: string, advice: string) => ({ name: 'trouble' as const, message, advice })

/** The last report that the lab has of a command, such as `npm run matrix`. */
export async function getReport<T>(
  path: string,
  schema: v.GenericSchema<unknown, T>,
  command: string,
): Promise<Loaded<T>> {
  const answer = await fetch(path).catch(() => null)
  if (!answer || (answer.status >= 502 && answer.status <= 504)) {
    return trouble(`No answer from ${location.origin}.`, 'Is `npm start` still running in its terminal?')
  }
  if (answer.status === 404) return { name: 'none' }
  if (!answer.ok) return trouble(`The lab server answered ${answer.status}.`, 'Its terminal says why.')
  const text = await answer.text().catch(() => null)
  if (text === null) return trouble('The report did not arrive whole.', 'Load it once more.')
  return readReport(text, schema, command)
}

/** The report that a text is, or a sentence that says why it is none. */
export function readReport<T>(text: string, schema: v.GenericSchema<unknown, T>, command: string): Loaded<T> {
  const parsed = parseJson(text)
  const renew = `Make a new one: \`${command}\`.`
  if (parsed === undefined) {
    return trouble('The report is not well-formed JSON; it may be cut off.', renew)
  }
  const result = v.safeParse(schema, parsed, { abortEarly: true })
  if (result.success) return { name: 'ready', report: result.output, text }
  const path = v.getDotPath(result.issues[0]) ?? 'it'
  return trouble(`The report is of a form that this page does not know: ${path}.`, renew)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
