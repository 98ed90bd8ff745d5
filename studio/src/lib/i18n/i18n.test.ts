import { expect, test } from 'vitest'
import { ApiProblem } from '~/api/problem'
import { de } from './de'
import { en } from './en'
import { say } from './i18n'
import { sentenceOf } from './sentence'
import { wordsOf } from './use-words'

const english = { language: 'en', messages: en } as const
const german = { language: 'de', messages: de } as const

test('the count chooses the form', () => {
  expect(say(english, 'feed.count', { count: 1 })).toBe('1 picture')
  expect(say(english, 'feed.count', { count: 2 })).toBe('2 pictures')
  expect(say(german, 'feed.count', { count: 1000 })).toBe('1.000 Bilder')
})

test('both languages name the same values', () => {
  const values = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).toSorted()
  const forms = (text: string) => text.split('|').length
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect([key, values(de[key])]).toEqual([key, values(en[key])])
    expect([key, forms(de[key])]).toEqual([key, forms(en[key])])
  }
})

test('a refusal is a sentence of ours where its code is known, else the server\'s', () => {
  const words = wordsOf(english)
  const known = new ApiProblem({ status: 402, code: 'insufficient_credits', detail: 'x', cost: 4, balance: 1 })
  expect(sentenceOf(known, words)).toBe('This costs 4 credits; you have 1 credit.')
  expect(sentenceOf(new ApiProblem({ status: 400, code: 'other', detail: 'Mend it.' }), words)).toBe('Mend it.')
  expect(sentenceOf(new Error('secret'), words)).toBe(en['problem.unknown'])
})

test('times and sizes are written as the language has them', () => {
  const words = wordsOf(german)
  const now = new Date('2026-11-21T16:00:00Z').getTime()
  expect(words.ago('2026-11-21T15:57:00Z', now)).toBe('vor 3 Minuten')
  expect(words.bytes(1_500_000)).toBe('1,5 MB')
  expect(words.number(1234.5)).toBe('1.234,5')
})
