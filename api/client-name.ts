import bowser from 'bowser'

/** A User-Agent in a few words, such as `Firefox 153 on Linux`, for people to recognize their own. */
export function clientName(userAgent: string): string {
  const text = userAgent.slice(0, 512)
  if (!text) return 'an unnamed client'
  const { browser, os } = bowser.parse(text)
  // What is no browser names itself first: `curl/8.5.0`.
  if (!browser.name) return text.split(' ')[0]?.slice(0, 40) ?? ''
  const version = browser.version?.split('.')[0]
  return [browser.name, version, os.name && `on ${os.name}`].filter(Boolean).join(' ')
}
