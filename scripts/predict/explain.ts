import type { Fix } from '../../web/browser/fixes.ts'
import type { ExchangeOutcome, Outcome, Scenario } from '../../web/browser/scenario.ts'

/** An outcome in words: each rule applied, what came of the exchange, and what to change. */
export function explain(
  scenario: Scenario,
  outcome: Outcome,
  fixesFor: (exchange: ExchangeOutcome) => Fix[],
): string {
  const title = `${scenario.id ?? 'scenario'}: ${scenario.browser.engine}, page ${scenario.page}`
  const exchanges = outcome.exchanges.map((exchange, i) => {
    const request = scenario.exchanges[i]?.request
    const head = `\n${i + 1}. ${request?.via ?? 'fetch'} ${request?.method ?? 'GET'} ${request?.url}`
    const steps = (exchange.steps ?? []).map(
      ({ pass, text, source }) => `   ${pass ? '+' : '-'} ${text}\n       ${source}`,
    )
    const fixes = fixesFor(exchange).map(({ where, text }) => `   > ${where}: ${text}`)
    return [head, ...steps, `   = ${verdict(exchange)}`, ...fixes].join('\n')
  })
  return [title, ...exchanges, ''].join('\n')
}

function verdict(exchange: ExchangeOutcome): string {
  const parts = [
    exchange.blockedBy === null ? exchange.result : `${exchange.result} by ${exchange.blockedBy}`,
    `cookies sent: ${exchange.cookies.join(', ') || 'none'}`,
    ...exchange.setCookies.map(({ name, stored, reasons }) =>
      stored ? `${name} stored` : `${name} refused (${reasons.join(', ')})`,
    ),
    ...exchange.withheld.map(({ name, reasons }) => `${name} withheld (${reasons.join(', ')})`),
  ]
  return parts.join('; ')
}
