/// <reference lib="dom" />
import type { ScenarioRequest } from '../../web/browser/scenario.ts'
import type { Got, PageRequest } from './driver.ts'

/**
 * Runs in the page: makes the requests of a list side by side. It is handed over as text, so it stands alone;
 * JSON goes in and out, because the drivers' protocols are slow with anything else.
 */
export async function sendAll(json: string): Promise<string> {
  const requests: PageRequest[] = JSON.parse(json)

  const blocked = (error: unknown): Got => ({
    result: 'blocked',
    status: 0,
    exposed: [],
    body: '',
    error: error instanceof Error ? error.message : String(error),
  })
  const opaque: Got = { result: 'opaque', status: 0, exposed: [], body: '', error: '' }

  async function byFetch(request: PageRequest): Promise<Got> {
    const { url, method, headers, body, mode, credentials, redirect } = request
    try {
      const answer = await fetch(url, {
        ...(method !== undefined && { method }),
        ...(headers !== undefined && { headers }),
        ...(body !== undefined && { body }),
        ...(mode !== undefined && { mode }),
        ...(credentials !== undefined && { credentials }),
        ...(redirect !== undefined && { redirect }),
      })
      if (answer.type.startsWith('opaque')) return opaque
      const { status } = answer
      const text = await answer.text()
      return { result: 'readable', status, exposed: [...answer.headers.keys()], body: text, error: '' }
    } catch (error) {
      return blocked(error)
    }
  }

  function byXhr({ url, method, headers, body, credentials }: PageRequest): Promise<Got> {
    return new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.onload = () => {
        const names = xhr.getAllResponseHeaders().split('\r\n')
        resolve({
          result: 'readable',
          status: xhr.status,
          exposed: names.flatMap((line) => line.split(':')[0] || []),
          body: xhr.responseText,
          error: '',
        })
      }
      xhr.onerror = () => resolve(blocked('error'))
      try {
        xhr.open(method ?? 'GET', url)
        xhr.withCredentials = credentials === 'include'
        for (const [name, value] of headers ?? []) xhr.setRequestHeader(name, value)
        xhr.send(body ?? null)
      } catch (error) {
        resolve(blocked(error))
      }
    })
  }

  function byImage({ url }: PageRequest): Promise<Got> {
    return new Promise((resolve) => {
      const image = new Image()
      image.onload = () => resolve(opaque)
      image.onerror = () => resolve(opaque)
      image.src = url
    })
  }

  const gots = await Promise.all(
    requests.map((request) => {
      if (request.via === 'image') return byImage(request)
      return request.xhr ? byXhr(request) : byFetch(request)
    }),
  )
  return JSON.stringify(gots)
}

/** Runs in the page: follows a link, or submits a form whose fields are the body's. */
export function follow(json: string): void {
  const { url, via, method, body }: ScenarioRequest = JSON.parse(json)
  if (via === 'link') {
    const link = document.createElement('a')
    link.href = url
    document.body.append(link)
    link.click()
    return
  }
  const form = document.createElement('form')
  form.action = url
  form.method = method ?? 'GET'
  // A form's GET puts its fields in the place of the address's query.
  const fields = form.method === 'get' ? new URL(url).searchParams : new URLSearchParams(body)
  for (const [name, value] of fields) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}
