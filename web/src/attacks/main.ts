import '../look/look.css'
import { createApp } from 'vue'
import AttacksPage from './AttacksPage.vue'

createApp(AttacksPage).mount('#app')
