import { diagnose } from './diagnose.ts'
import { NoAnswer } from './noAnswer.ts'
import { type Asked, diagnoseOptions, UsageError } from './options.ts'
import { printable } from './secretsOf.ts'
import { tell } from './tell.ts'
import { USAGE } from './usage.ts'

/** What a command prints, and the status that it ends with. */
export interface Ended {
  status: number
  out: string
  err: string
}

/** The whole command, from its arguments to what it prints. */
export async function command(args: string[]): Promise<Ended> {
  try {
    const options = diagnoseOptions(args)
    return options.help ? { status: 0, out: USAGE, err: '' } : await asking(options.asked, options.json)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return {
      status: 2,
      out: '',
      err: `${printable(error.message, [])} See npm run -s diagnose -- --help.`,
    }
  }
}

async function asking(asked: Asked, json: boolean): Promise<Ended> {
  try {
    const { diagnosis, secrets } = await diagnose(asked)
    const out = json ? asJson(diagnosis, secrets) : shortLines(printable(tell(diagnosis), secrets))
    return { status: diagnosis.ok ? 0 : 1, out, err: '' }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    const { code, message } = error
    return json
      ? { status: 1, out: asJson({ error: { code, message } }, []), err: '' }
      : { status: 1, out: '', err: message }
  }
}

/** Only after the secrets have gone: half of one would not be known as such. */
const shortLines = (text: string) => text.replace(/^(.{400}).+$/gm, '$1…')

const asJson = (value: object, secrets: readonly string[]) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? printable(part, secrets) : part), 2)
