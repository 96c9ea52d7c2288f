import '../look/look.css'
import { createApp } from 'vue'
import ComparePage from './ComparePage.vue'

createApp(ComparePage).mount('#app')
