import { expect, test } from 'vitest'
import { countTokens } from './tokens'
import { withPrompt } from './prompt-history'

test('words, signs and digits count', () => {
  expect(countTokens('a red house, 12 trees')).toBe(7)
  expect(countTokens('')).toBe(0)
  expect(countTokens('extraordinarily')).toBe(3)
})

test('a prompt that was used again moves to the front', () => {
  expect(withPrompt(['b', 'a'], 'a')).toEqual(['a', 'b'])
  expect(withPrompt(Array.from({ length: 60 }, (_, index) => `${index}`), 'new')).toHaveLength(60)
})
