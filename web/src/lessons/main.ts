import '../look/fonts.css'
import '../look/tokens.css'
import '../look/ground.css'
import '../look/keys.css'
import '../look/lanes.css'
import { createApp } from 'vue'
import LessonsPage from './LessonsPage.vue'

createApp(LessonsPage).mount('#app')
