import type { SpeedRow } from '../../../../api/lab/bench-report.ts'
import type { Trial } from './trial.ts'

export const tokensAreFaster: Trial<'tokens-are-faster'> = {
  async run(stage) {
    const { speed } = await stage.measure('speed')
    const rows = speed?.rows ?? []
    const rate = (fits: (row: SpeedRow) => boolean) => {
      const row = rows.find(fits)
      return row ? Math.round(row.ratio.median * 100) / 100 : 'not measured'
    }
    const session = (store: SpeedRow['store']) =>
      rate((row) => row.credential === 'session-cookie' && row.store === store)
    const token = (algorithm: SpeedRow['algorithm']) =>
      rate((row) => row.credential === 'bearer' && row.algorithm === algorithm)
    return {
      memory: session('memory'),
      sqlite: session('sqlite'),
      redis: session('redis'),
      hs256: token('HS256'),
      rs256: token('RS256'),
    }
  },
  judge({ memory, sqlite, redis, hs256, rs256 }) {
    const sessions = [memory, sqlite, redis].filter((seen) => typeof seen === 'number')
    const tokens = [hs256, rs256].filter((seen) => typeof seen === 'number')
    if (Math.min(...tokens) > Math.max(...sessions)) return 'holds'
    return Math.max(...tokens) < Math.min(...sessions) ? 'fails' : 'depends'
  },
}
