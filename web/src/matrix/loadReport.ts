import type { MatrixReport } from '../../browser/report.ts'
import { readReport } from './readReport.ts'

type Loaded =
  | { report: MatrixReport; text: string }
  | { name: 'none' }
  | { name: 'trouble'; message: string; advice: string }

/** A report that stands alone has its data in the page. */
const embedded = document.getElementById('report')
export const standsAlone = embedded !== null

const trouble = (message: string, advice: string): Loaded => ({ name: 'trouble', message, advice })

/** The report in the page, or the last one that the lab has. */
export async function loadReport(): Promise<Loaded> {
  if (embedded) return parsed(embedded.textContent)
  const answer = await fetch('/lab/matrix').catch(() => null)
  if (!answer || (answer.status >= 502 && answer.status <= 504)) {
    return trouble(`No answer from ${location.origin}.`, 'Is `npm start` still running in its terminal?')
  }
  if (answer.status === 404) return { name: 'none' }
  if (!answer.ok) return trouble(`The lab server answered ${answer.status}.`, 'Its terminal says why.')
  const text = await answer.text().catch(() => null)
  if (text === null) return trouble('The report did not arrive whole.', 'Load it once more.')
  return parsed(text)
}

function parsed(text: string): Loaded {
  const result = readReport(text)
  if ('report' in result) return { report: result.report, text }
  return trouble(result.problem, 'Make a new one: `npm run matrix`.')
}
