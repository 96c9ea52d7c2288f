import type { MatrixReport } from '../../browser/report.ts'
import { getReport, type Loaded, readReport } from '../lab/reports.ts'
import { matrixReportSchema } from './reportSchema.ts'

/** A report that stands alone has its data in the page. */
const embedded = document.getElementById('report')
export const standsAlone = embedded !== null

const COMMAND = 'npm run matrix'

/** The report in the page, or the last one that the lab has. */
export const loadReport = async (): Promise<Loaded<MatrixReport>> =>
  embedded
    ? readReport(embedded.textContent, matrixReportSchema, COMMAND)
    : getReport('/lab/matrix', matrixReportSchema, COMMAND)
