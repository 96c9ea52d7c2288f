import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { builtPage } from '../page.ts'

/** What the page loads before its lazy parts: scripts and styles that index.html names, as gzip. */
export async function measurePage(): Promise<string> {
  await builtPage()
  const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url))
  const html = readFileSync(`${dist}index.html`, 'utf8')
  const files = [...html.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, file = '']) => file)
  const size = (file: string) => gzipSync(readFileSync(dist + file)).length / 1000
  const parts = files.map((file) => `${file.endsWith('.js') ? 'script' : 'style'} ${size(file).toFixed(1)}`)
  const total = files.reduce((sum, file) => sum + size(file), 0)
  return `The page: ${total.toFixed(1)} kB gzip of at most 150 (${parts.join(', ')})`
}
