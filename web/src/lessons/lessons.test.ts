import { describe, expect, it } from 'vitest'
import { browsers } from '../../../api/hostile/table.ts'
import { originsAt } from '../../../api/lab/origins.ts'
import { rehearse } from '../../../api/lab/rehearse.ts'
import { csrfKey, PAGE, tokenKeys } from '../../../api/test/api.ts'
import type { Scenario } from '../../browser/scenario.ts'
import type { Knobs, StoryLesson } from '../../lessons/lesson.ts'
import { isAttack, isStory, lessons, rightIn } from '../../lessons/lessons.ts'
import { baseOf } from '../prediction/network.ts'
import { predictStory } from '../prediction/predictStory.ts'
import { refusal, settingsOf } from '../settings/moved.ts'
import { modelNames, models } from '../trial/models.ts'
import { cellAt } from './attackPlace.ts'
import { holds, predictedFacts, trueAnswers } from './facts.ts'
import { firstCookie } from './firstCookie.ts'
import { LETTERS, placed } from './texts.ts'

const { api } = originsAt({ page: 5173, api: 4000, reports: 4001, https: { page: 5443, api: 4443 } })
const keys = { cookieKeys: ['a key for tests'], csrfKey, tokenKeys }
const cast = { user: { username: 'ada', password: 'lovelace' }, other: 'barbara', wait: 0 }

/** What the model says of a lesson's story, with the real API rehearsing its part. */
function tell({ story }: StoryLesson, knobs: Knobs, browser: Scenario['browser']) {
  const settings = settingsOf(placed(knobs, PAGE))
  return predictStory(
    {
      browser,
      page: PAGE,
      settings,
      id: 'next',
      base: baseOf(settings.relation, api[settings.relation] ?? '', 'next'),
      presses: story.map((name) => ({ name, ...cast })),
    },
    ({ id = 'next', requests }) => rehearse({ settings, id, requests }, PAGE, keys),
  )
}

const stories = lessons.filter(isStory)
const attacks = lessons.filter(isAttack)

const letters = (places: readonly number[]) => places.map((place) => LETTERS[place]).join(' and ')

describe.each(modelNames.map((setting) => ({ setting, name: browsers[setting] })))(
  'by the model of $name',
  ({ setting }) => {
    it.each(stories.map((lesson) => ({ lesson, id: lesson.id, right: rightIn(lesson, setting) })))(
      '$id: $right is true, and no other answer',
      async ({ lesson, right }) => {
        const actions = await tell(lesson, lesson.knobs, models[setting])
        const facts = predictedFacts(actions, lesson.about)
        if (!facts) throw new Error('The story has no such request.')
        const found = trueAnswers(lesson, facts)
        expect(letters(found), JSON.stringify(facts)).toBe(right)
        expect(lesson.answers[found[0] ?? -1]?.told).toBeTruthy()
        if (JSON.stringify(lesson).includes('{cookie}')) expect(firstCookie(actions)).not.toBe('')
      },
    )

    it.each(
      stories.map((lesson) => ({
        lesson,
        id: lesson.id,
        helps: !lesson.fix.notIn?.includes(setting),
        title: lesson.fix.title,
      })),
    )('$id: "$title" helps: $helps', async ({ lesson, helps }) => {
      const { moves, comesTo } = lesson.fix
      const facts = predictedFacts(
        await tell(lesson, { ...lesson.knobs, ...moves }, models[setting]),
        lesson.about,
      )
      expect(facts && holds(comesTo, facts), JSON.stringify(facts)).toBe(helps)
    })
  },
)

describe.each(modelNames)('by the table of attacks in %s', (setting) => {
  it.each(attacks.map((lesson) => ({ lesson, id: lesson.id, right: rightIn(lesson, setting) })))(
    '$id: $right is true, and no other answer',
    ({ lesson, right }) => {
      const { expected } = cellAt(lesson.attack)
      const found = lesson.answers.flatMap(({ when }, place) =>
        when.includes(expected[setting]) ? [place] : [],
      )
      expect(letters(found)).toBe(right)
      expect(cellAt(lesson.fix.attack).expected[setting]).toBe(lesson.fix.comesTo)
      for (const { attack } of lesson.turns) expect(cellAt(attack).expected[setting]).toBeTruthy()
    },
  )
})

describe.each(['spec', 'safari'] as const)('by the model of %s, which no test runs,', (engine) => {
  it.each(stories.map((lesson) => ({ lesson, id: lesson.id })))(
    '$id: one answer is true',
    async ({ lesson }) => {
      const facts = predictedFacts(await tell(lesson, lesson.knobs, { engine }), lesson.about)
      const found = trueAnswers(lesson, facts)
      expect(found).toHaveLength(1)
      expect(lesson.answers[found[0] ?? -1]?.told).toBeTruthy()
    },
  )
})

describe('each lesson', () => {
  it.each(stories.map((lesson) => ({ lesson, id: lesson.id })))(
    '$id needs its fix somewhere',
    async ({ lesson }) => {
      const before = await Promise.all(
        modelNames.map(async (setting) =>
          predictedFacts(await tell(lesson, lesson.knobs, models[setting]), lesson.about),
        ),
      )
      expect(before.some((facts) => facts && !holds(lesson.fix.comesTo, facts))).toBe(true)
    },
  )

  it('has an id of its own', () => {
    expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length)
  })

  const turned = stories.flatMap(({ id, knobs, fix, turns }) =>
    [knobs, fix.moves, ...turns.map(({ moves }) => moves)].map((moves) => ({ id, moves })),
  )
  it.each(turned)('$id turns knobs that there are: $moves', ({ moves }) => {
    const refused = Object.entries(placed(moves, PAGE)).flatMap(([path, value]) => refusal(path, value) ?? [])
    expect(refused).toEqual([])
  })

  it.each(lessons.map(({ id, right, answers }) => ({ id, right, answers })))(
    '$id has its right answers among its own',
    ({ right, answers }) => {
      const named = typeof right === 'string' ? [right] : Object.values(right)
      for (const letter of named) expect(LETTERS.indexOf(letter)).toBeLessThan(answers.length)
      expect(answers.length).toBeGreaterThanOrEqual(3)
    },
  )
})
