import { expect, test } from 'vitest'
import { fitted, toPicture, zoomedAt } from './view'

test('the point under the pointer stays there', () => {
  const view = fitted({ width: 512, height: 256 }, { width: 800, height: 600 })
  const pointer = { x: 300, y: 290 }
  const before = toPicture(view, pointer)
  const after = toPicture(zoomedAt(view, 2, pointer, 0.1), pointer)
  expect(after.x).toBeCloseTo(before.x)
  expect(after.y).toBeCloseTo(before.y)
})

test('the whole picture is in its frame', () => {
  const view = fitted({ width: 100, height: 1000 }, { width: 500, height: 500 })
  expect(view.y).toBeGreaterThan(0)
  expect(view.y + 1000 * view.scale).toBeLessThan(500)
})
