import type { BenchReport, LivePart } from '../../../../api/lab/bench-report.ts'
import type { Verdict } from '../../../claims/claim.ts'
import type { ClaimId, Evidence } from '../../../claims/claims.ts'
import type { Stage } from '../stage.ts'

/** Where a claim is tried. */
export interface TrialStage extends Stage {
  /** Lets the lab measure a part of the bench on its machine, in some seconds. */
  measure(part: LivePart): Promise<BenchReport>
}

/** How a claim is tried, and what follows from what was seen. */
export interface Trial<Id extends ClaimId> {
  run(stage: TrialStage): Promise<Evidence<Id>>
  /** The verdict, from the evidence alone. */
  judge(evidence: Evidence<Id>): Verdict
}

/** A claim could not be tried; the message says why. */
export class TrialError extends Error {
  override name = 'TrialError'
}
