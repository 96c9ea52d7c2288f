import '../look/look.css'
import { show } from '../frame/show.ts'
import AttacksPage from './AttacksPage.vue'
import { useAttacks } from './useAttacks.ts'

void show(AttacksPage, useAttacks().load())
