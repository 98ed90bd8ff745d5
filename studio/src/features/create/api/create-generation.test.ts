import { expect, test } from 'vitest'
import { createKeys } from './create-generation'

test('a request whose answer was lost is asked for by the same key, so that it is charged once', () => {
  const keys = createKeys()
  const first = keys.keyOf({ prompt: 'a boat', count: 2 })
  expect(keys.keyOf({ prompt: 'a boat', count: 2 })).toBe(first)
  expect(keys.keyOf({ prompt: 'a house', count: 2 })).not.toBe(first)
})

test('what was answered is another request when it is asked for again', () => {
  const keys = createKeys()
  const first = keys.keyOf({ prompt: 'a boat' })
  keys.answered()
  expect(keys.keyOf({ prompt: 'a boat' })).not.toBe(first)
})
