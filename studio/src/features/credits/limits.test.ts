import { expect, test } from 'vitest'
import { percentOf } from './limits'

const limit = (used: number, most: number | null) => ({ label: 'credits.limit.waiting' as const, used, most })

test('a share is never more than all of it, and none where there is no limit', () => {
  expect(percentOf(limit(2, 8))).toBe(25)
  expect(percentOf(limit(9, 8))).toBe(100)
  expect(percentOf(limit(0, 0))).toBe(100)
  expect(percentOf(limit(9, null))).toBeNull()
})
