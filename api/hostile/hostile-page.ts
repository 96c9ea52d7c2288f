import type Koa from 'koa'
import { means } from './attacks.ts'
import type { Target } from './in-page.ts'

/** The hostile page. What its script has to know stands in it as data. */
export const hostilePage = (target: Target): string => `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <link rel="icon" href="data:,">
  <title>A hostile page</title>
  <h1>A hostile page</h1>
  <p>It belongs to the lab, and attacks one experiment: ${means[target.means].replaceAll('`', '')}</p>
  <p>What it could read: <output>…</output></p>
  <script type="application/json" id="target">${JSON.stringify(target).replaceAll('<', '\\u003c')}</script>
  <script src="/attack.js"></script>
</html>
`

/** What the page may do: attack the one API, frame itself, and send home what it got. */
export function setPolicy(ctx: Koa.Context, own: string, api: string): void {
  ctx.set(
    'Content-Security-Policy',
    `default-src 'none'; script-src ${own}; connect-src ${own} ${api}; img-src data: ${api}; form-action ${api}; ` +
      `frame-src ${own}; base-uri 'none'; frame-ancestors ${own}`,
  )
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Referrer-Policy', 'no-referrer')
  ctx.set('Cache-Control', 'no-store')
}
