import './look/fonts.css'
import './look/tokens.css'
import './look/ground.css'
import './look/keys.css'
import './look/lanes.css'
import { createApp } from 'vue'
import App from './App.vue'

createApp(App).mount('#app')
