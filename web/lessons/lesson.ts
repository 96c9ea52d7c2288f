import type { Attack } from '../../api/hostile/attacks.ts'
import type { HostileCredential, ProtectionId } from '../../api/hostile/protections.ts'
import type { Outcome, TableBrowser } from '../../api/hostile/table.ts'
import type { RuleId } from '../browser/clauses.ts'

/** A browser with a setting, in which every lesson is run by the tests. */
export type { TableBrowser as Setting } from '../../api/hostile/table.ts'

/** What the page can ask the API for. */
export type LessonAction = 'login' | 'me' | 'transfer' | 'logout'

/** Knobs by path, such as `cookie.sameSite`. In text, `{page}` stands for the page's origin. */
export type Knobs = Readonly<
  Record<
    string,
    string | number | boolean | null | readonly string[] | readonly (readonly [string, string])[]
  >
>

/**
 * What must have come of the lesson's request, in terms that both the model and a page can tell. What is left out may be
 * anything.
 */
export interface Condition {
  /** Whether a preflight reached the API for it. */
  preflight?: boolean
  /** Whether the request itself reached the API. */
  sent?: boolean
  /** The status that the API answered, whether the script could read it or not. */
  answered?: number
  /** Whether a cookie came with it. */
  cookie?: boolean
  /** Whether a token came with it, in the Authorization header. */
  token?: boolean
  /** What the script got: the answer, an answer without content, or an error. */
  result?: 'readable' | 'opaque' | 'blocked'
  /** A header of the answer, in lower case, that the script can read. */
  exposes?: string
  /** One that it cannot. */
  hides?: string
  /** How many preflights reached the API in the whole story. */
  preflights?: number
}

export type Letter = 'A' | 'B' | 'C' | 'D'

/** One of several. Of whatever comes, exactly one is true. */
export interface Answer<When> {
  text: string
  when: When
  /** Ends the sentence "It is B: …", where it is right in some browser. */
  told?: string
}

/**
 * What every lesson says. In its texts what stands between backticks is shown to the letter, and `{page}`, `{api}` and
 * `{cookie}` stand for the two origins and for the name of the first cookie that is set.
 */
interface LessonText {
  /** Names it in the address. */
  id: string
  title: string
  scene: string
  question: string
  /** The right answer, or that of each browser. */
  right: Letter | Readonly<Record<TableBrowser, Letter>>
  explanation: readonly string[]
  /** Where the rules stand. */
  rules: readonly RuleId[]
  /** The same for rules that are no browser's. */
  sources?: readonly { name: string; href: string }[]
  /** What to remember, in one sentence. */
  moral: string
}

/** A lesson on what comes of the page's own requests. */
export interface StoryLesson extends LessonText {
  knobs: Knobs
  story: readonly LessonAction[]
  /** The path of the request that the question is about: the last one of it. */
  about: string
  answers: readonly Answer<Condition>[]
  fix: {
    /** What to do, as an imperative. */
    title: string
    moves: Knobs
    /** What the story comes to with it. */
    comesTo: Condition
    /** Where it does not come to that. */
    notIn?: readonly TableBrowser[]
  }
  /** Knobs to turn then, each by itself. */
  turns: readonly Turn[]
}

export interface Turn {
  text: string
  moves: Knobs
}

/** An attack of the page /attacks, where its table has it. */
export interface AttackPlace {
  credential: HostileCredential
  attack: Attack['id']
  protection: ProtectionId
}

/** A lesson on what a hostile page, or a script inside the page, can do. */
export interface AttackLesson extends LessonText {
  attack: AttackPlace
  answers: readonly Answer<readonly Outcome[]>[]
  fix: { title: string; attack: AttackPlace; comesTo: Outcome }
  /** Other attacks, each by itself. */
  turns: readonly { text: string; attack: AttackPlace }[]
}

export type Lesson = StoryLesson | AttackLesson

export interface Chapter {
  title: string
  lessons: readonly [Lesson, ...Lesson[]]
}
