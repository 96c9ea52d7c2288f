import { stripHttpWhitespace } from '../infra.ts'

const ESSENCE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\/([!#$%&'*+\-.^_`|~0-9A-Za-z]+)$/

/** The essence of https://mimesniff.spec.whatwg.org/#parse-a-mime-type, or null for failure; parameters cannot fail it. */
export function mimeTypeEssence(value: string): string | null {
  const input = stripHttpWhitespace(value)
  const semicolon = input.indexOf(';')
  const essence = stripHttpWhitespace(semicolon < 0 ? input : input.slice(0, semicolon))
  return ESSENCE.test(essence) ? essence.toLowerCase() : null
}
