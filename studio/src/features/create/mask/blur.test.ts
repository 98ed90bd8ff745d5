import { expect, test } from 'vitest'
import { blurred, radii } from './blur'

const square = (side: number, from: number, to: number) => Uint8ClampedArray.from({ length: side * side }, (_, at) =>
  [at % side, Math.floor(at / side)].every(place => place >= from && place < to) ? 255 : 0)

test('a soft edge falls off as a Gaussian does, and its middle stays', () => {
  const soft = blurred(square(64, 0, 32), 64, 64, 4)
  const row = soft.subarray(10 * 64, 11 * 64)
  expect(row[8]).toBe(255)
  expect(row[31]! + row[32]!).toBeGreaterThan(250)
  expect(row[31]! + row[32]!).toBeLessThan(260)
  // The normal distribution has 15.9 % beyond one sigma of the edge at 31.5.
  expect(row[35]! / 255).toBeCloseTo(0.19, 1)
  expect(row[60]).toBe(0)
})

test('what reaches the border of the picture is not softened there', () => {
  const soft = blurred(square(32, 0, 32), 32, 32, 5)
  expect([...soft].every(value => value === 255)).toBe(true)
})

test('no softness is the same plane', () => {
  const plane = square(8, 2, 5)
  expect(blurred(plane, 8, 8, 0)).toBe(plane)
})

test('three boxes have the variance of the Gaussian', () => {
  for (const sigma of [1, 2, 4, 10, 40]) {
    const variance = radii(sigma).reduce((sum, radius) => sum + ((2 * radius + 1) ** 2 - 1) / 12, 0)
    expect(Math.abs(Math.sqrt(variance) - sigma)).toBeLessThan(0.3)
  }
})
