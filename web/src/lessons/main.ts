import '../look/look.css'
import { createApp } from 'vue'
import LessonsPage from './LessonsPage.vue'

createApp(LessonsPage).mount('#app')
