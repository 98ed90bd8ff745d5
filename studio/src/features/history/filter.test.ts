import { expect, test } from 'vitest'
import { filterOf, paramsOf } from './filter'

test('a filter goes into the address and back', () => {
  const filter = { words: 'boat sunset', favourite: true, collection: 'c1', orientation: 'square' }
  expect(filterOf(paramsOf(filter))).toEqual(filter)
  expect(filterOf(paramsOf({ public: false, to: '2026-11-30' }))).toEqual({ public: false, to: '2026-11-30' })
  expect(paramsOf({ words: '', favourite: false }).toString()).toBe('')
})

test('what an address has besides is passed over', () => {
  expect(filterOf(new URLSearchParams('other=1&favourite=perhaps&model=m'))).toEqual({ model: 'm' })
})
