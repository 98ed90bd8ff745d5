import { expect, test } from 'vitest'
import { Whole, within, zoomedAt } from './zoom'

const frame = { width: 400, height: 200 }

test('what lies under the pointer stays there', () => {
  const close = zoomedAt(Whole, 2, { x: 50, y: -20 }, frame)
  expect(close).toEqual({ scale: 2, x: -50, y: 20 })
  // A point p of the picture is seen at p * scale + moved.
  expect(50 * close.scale + close.x).toBe(50)
})

test('a picture is moved no further than to its edge, and lies in the middle where all of it is seen', () => {
  expect(within({ scale: 2, x: 999, y: -999 }, frame)).toEqual({ scale: 2, x: 200, y: -100 })
  expect(zoomedAt({ scale: 2, x: 200, y: 100 }, 0.1, { x: 9, y: 9 }, frame)).toEqual(Whole)
})

test('there is a closest', () => {
  expect(zoomedAt({ scale: 8, x: 0, y: 0 }, 2, { x: 0, y: 0 }, frame).scale).toBe(8)
})
