import '../look/look.css'
import { show } from '../frame/show.ts'
import BenchPage from './BenchPage.vue'
import { useBench } from './useBench.ts'

void show(BenchPage, useBench().load())
