import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { pageHead } from './page-head.ts'
import { pages } from './pages.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  plugins: [vue(), pageHead()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    // The first versions with light-dark(): the colours stay as they are written.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: pages.map(({ file }) => here(file)),
      // A slow machine is not worth a warning at the start of the lab.
      checks: { pluginTimings: false },
    },
  },
})
