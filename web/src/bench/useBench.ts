import { computed, shallowRef } from 'vue'
import { type BenchReport, benchReportSchema } from '../../../api/lab/bench-report.ts'
import { getReport, type Loaded } from '../lab/reports.ts'

const state = shallowRef<{ name: 'loading' } | Loaded<BenchReport>>({ name: 'loading' })

async function load() {
  state.value = { name: 'loading' }
  state.value = await getReport('/lab/bench', benchReportSchema, 'npm run bench')
}

/** The last report of the bench. */
export const useBench = () => ({ state: computed(() => state.value), load })
