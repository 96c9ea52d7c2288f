import '../look/look.css'
import { createApp } from 'vue'
import ClaimsPage from './ClaimsPage.vue'

createApp(ClaimsPage).mount('#app')
