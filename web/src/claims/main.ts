import '../look/look.css'
import { show } from '../frame/show.ts'
import ClaimsPage from './ClaimsPage.vue'
import { useClaims } from './useClaims.ts'

void show(ClaimsPage, useClaims().load())
