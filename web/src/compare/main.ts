import '../look/look.css'
import { show } from '../frame/show.ts'
import ComparePage from './ComparePage.vue'
import { useCompare } from './useCompare.ts'

void show(ComparePage, useCompare().load())
