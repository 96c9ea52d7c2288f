import { createJavaScriptRegexEngine } from '@shikijs/engine-javascript'
import {
  codeToTokensBase,
  createShikiPrimitiveAsync,
  type LanguageRegistration,
  type ThemeRegistrationAny,
} from '@shikijs/primitive'
import type { Snippet } from '../../snippets/snippet.ts'

type Language = Snippet['language']

/** A piece of a line that looks one way. */
export interface Piece {
  text: string
  kind: 'plain' | 'comment' | 'keyword' | 'string'
}

const grammars = {
  javascript: () => import('@shikijs/langs/javascript'),
  typescript: () => import('@shikijs/langs/typescript'),
  nginx: async () => (await import('@shikijs/langs/nginx')).default.map(withStringsFirst),
}

/** The grammar of nginx takes a word in a string that begins a line, as in a `map`, for a directive. */
const withStringsFirst = (grammar: LanguageRegistration): LanguageRegistration =>
  grammar.name === 'nginx'
    ? { ...grammar, patterns: [{ include: '#regexp_and_string' }, ...grammar.patterns] }
    : grammar

/** Colours that stand for kinds: how a kind looks is for the page's style to say. */
const KINDS = new Map<string | undefined, Piece['kind']>([
  ['#000001', 'comment'],
  ['#000002', 'keyword'],
  ['#000003', 'string'],
])
const [comment, keyword, string] = KINDS.keys()

const paint = (foreground = '#000000', scope: string[] = []) => ({ scope, settings: { foreground } })

const theme: ThemeRegistrationAny = {
  name: 'kinds',
  type: 'light',
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    paint(comment, ['comment', 'punctuation.definition.comment']),
    paint(keyword, ['keyword.control', 'keyword.operator.expression', 'keyword.operator.new', 'storage']),
    paint(keyword, ['keyword.directive', 'keyword.directive.context', 'storage.type.context']),
    paint(undefined, ['storage.type.function.arrow']),
    paint(string, ['string', 'constant.numeric', 'constant.language']),
    paint(undefined, ['meta.template.expression', 'meta.embedded']),
  ],
}

const highlighter = createShikiPrimitiveAsync({
  engine: createJavaScriptRegexEngine({ forgiving: true }),
  themes: [theme],
  langs: [],
})

/** Code in lines of pieces, once its language is loaded. */
export async function highlight(code: string, language: Language): Promise<Piece[][]> {
  const shiki = await highlighter
  await shiki.loadLanguage(grammars[language]())
  return codeToTokensBase(shiki, code, { lang: language, theme: 'kinds' }).map((line) =>
    line.map(({ content, color }) => ({ text: content, kind: KINDS.get(color?.toLowerCase()) ?? 'plain' })),
  )
}
