import { expect, test } from 'vitest'
import { Ratios, sizeOf, sizeOfRatio } from './sizes'

test.each([256, 512, 768, 1024])('each shape has about the pixels of a square of %i, in whole blocks', side => {
  for (const ratio of Ratios.filter(ratio => ratio !== 'own')) {
    const { width, height } = sizeOfRatio(ratio, side)
    const [across, down] = ratio.split(':').map(Number) as [number, number]
    expect([width % 32, height % 32]).toEqual([0, 0])
    expect((width * height) / side ** 2).toBeGreaterThan(0.8)
    expect((width * height) / side ** 2).toBeLessThan(1.2)
    expect(Math.abs(Math.log(width / height / (across / down)))).toBeLessThan(0.16)
  }
})

test('a size by number is taken as it is, and half of one is none', () => {
  expect(sizeOf({ ratio: 'own', width: 320, height: 200 }, 256)).toEqual({ width: 320, height: 200 })
  expect(sizeOf({ ratio: 'own', width: 320, height: null }, 256)).toBeNull()
})

test('where the model does not say its size, a square is left to it', () => {
  expect(sizeOf({ ratio: '1:1', width: null, height: null }, null)).toBeNull()
})
