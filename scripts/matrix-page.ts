import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build, type Rollup } from 'vite'
import type { MatrixReport } from '../web/browser/report.ts'
import { pageHead } from '../web/page-head.ts'

const web = fileURLToPath(new URL('../web/', import.meta.url))

/**
 * A report as one HTML file: the page /matrix with its script, style, fonts and the data inside. It asks nothing of any
 * network, and its policy would not let it.
 */
export async function reportPage(report: MatrixReport): Promise<string> {
  const { html, script, style } = await bundle()
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">\n    <style>${style}</style>`
  const data = JSON.stringify(report).replaceAll('<', '\\u003c')
  const body = [
    `<script type="application/json" id="report">${data}</script>`,
    `<script type="module">${script}</script>`,
  ].join('\n    ')
  // Functions, because a $ in the text of a replacement means something.
  return html
    .replace(/\s*<script type="module"[^>]*><\/script>|\s*<link rel="stylesheet"[^>]*>/g, '')
    .replace('<meta charset="utf-8">', (charset) => `${charset}\n    ${head}`)
    .replace('</body>', (end) => `  ${body}\n  ${end}`)
}

/** The page's markup, its whole script and its whole style with the fonts inside. */
async function bundle(): Promise<{ html: string; script: string; style: string }> {
  const built = await build({
    configFile: false,
    root: web,
    plugins: [vue(), pageHead()],
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      cssCodeSplit: false,
      assetsInlineLimit: () => true,
      modulePreload: false,
      rolldownOptions: { input: `${web}matrix.html`, output: { codeSplitting: false } },
    },
  })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const textOf = (ending: string) => outputs.filter(({ fileName }) => fileName.endsWith(ending)).map(text)
  const [html = '', ...pages] = textOf('.html')
  const [script = '', ...scripts] = textOf('.js')
  if (pages.length + scripts.length > 0)
    throw new Error('The report’s page is no longer one page and one script.')
  // In a script element these would end it, or hide its end; in a script they stand in strings alone.
  return {
    html,
    script: script.replace(/<(?=\/script|!--)/g, '\\x3C'),
    style: textOf('.css').join('\n'),
  }
}

function text(output: Rollup.OutputChunk | Rollup.OutputAsset): string {
  if (output.type === 'chunk') return output.code
  return typeof output.source === 'string' ? output.source : Buffer.from(output.source).toString('utf8')
}
