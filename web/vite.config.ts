import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The first versions with light-dark(): the colours stay as they are written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  },
})
