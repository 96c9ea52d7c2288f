import '../look/look.css'
import { show } from '../frame/show.ts'
import LessonsPage from './LessonsPage.vue'
import { useLessonLab } from './useLessonLab.ts'

void show(LessonsPage, useLessonLab().load())
