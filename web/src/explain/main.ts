import '../look/look.css'
import { createApp } from 'vue'
import ExplainPage from './ExplainPage.vue'

createApp(ExplainPage).mount('#app')
