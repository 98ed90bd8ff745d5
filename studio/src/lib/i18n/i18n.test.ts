import { expect, test } from 'vitest'
import { ApiProblem } from '~/api/problem'
import { de } from './de'
import { en } from './en'
import { localeOf, say } from './i18n'
import { failureOf, refusalOf, sentenceOf } from './sentence'
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

test('a sentence that lacks a value gives way to the server\'s', () => {
  const words = wordsOf(german)
  const refusal = { code: 'steps_too_many', detail: 'At most 50 steps.' }
  expect(refusalOf(refusal, words, { steps: 50 })).toBe('Ihr Tarif nimmt höchstens 50 Schritte.')
  expect(refusalOf(refusal, words)).toBe('At most 50 steps.')
  expect(failureOf({ code: 'not_possible', detail: 'A mask needs an image.' }, words)).toBe('A mask needs an image.')
})

test('what should have started already starts now', () => {
  const now = new Date('2026-11-21T16:00:00Z').getTime()
  expect(wordsOf(english).until('2026-11-21T15:59:50Z', now)).toBe('now')
  expect(wordsOf(english).until('2026-11-21T16:00:20Z', now)).toBe('in 20 seconds')
})

test('dates are written as they are where the person lives', () => {
  expect(localeOf('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB')
  expect(localeOf('de', ['en-US', 'de-AT'])).toBe('de-AT')
  expect(localeOf('de', ['en-US'])).toBe('de')
})
