import './look/look.css'
import { watch } from 'vue'
import App from './App.vue'
import { show } from './frame/show.ts'
import { useLab } from './lab/useLab.ts'
import { usePrediction } from './prediction/usePrediction.ts'
import { useThisBrowser } from './prediction/useThisBrowser.ts'
import { useRun } from './run/useRun.ts'

const { load, report, originOf, user } = useLab()
const { goOn } = useRun()
const { probe } = useThisBrowser()
const { upToDate } = usePrediction()

/** Where things are, the run that a reload left behind, this browser's setting, and what it will do. */
async function prepare() {
  await load()
  await goOn()
  await probe(originOf, user.value)
  await new Promise<void>((resolve) => watch(upToDate, (is) => is && resolve(), { immediate: true }))
}

void show(App, prepare().catch(report))
