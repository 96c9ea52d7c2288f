import '../look/look.css'
import { createApp } from 'vue'
import MatrixPage from './MatrixPage.vue'

createApp(MatrixPage).mount('#app')
