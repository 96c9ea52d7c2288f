import type { RequestListener } from 'node:http'

/** An application that shows the same page at every address: a page to make requests from. */
export const emptyPage: RequestListener = (_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A page that asks</title>',
  )
}
