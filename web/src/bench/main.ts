import '../look/look.css'
import { createApp } from 'vue'
import BenchPage from './BenchPage.vue'

createApp(BenchPage).mount('#app')
