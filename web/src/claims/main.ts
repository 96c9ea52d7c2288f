import '../look/fonts.css'
import '../look/tokens.css'
import '../look/ground.css'
import '../look/keys.css'
import { createApp } from 'vue'
import ClaimsPage from './ClaimsPage.vue'

createApp(ClaimsPage).mount('#app')
