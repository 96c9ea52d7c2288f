import '../look/look.css'
import { show } from '../frame/show.ts'
import ExplainPage from './ExplainPage.vue'

void show(ExplainPage, Promise.resolve())
