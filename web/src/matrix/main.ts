import '../look/look.css'
import { show } from '../frame/show.ts'
import MatrixPage from './MatrixPage.vue'
import { useLabLink } from './useLabLink.ts'
import { useMatrix } from './useMatrix.ts'

void show(MatrixPage, Promise.all([useMatrix().load(), useLabLink().findLab()]))
