import { expect, test } from 'vitest'
import { contrast, readableShade, readColour, shadesOf } from './palette'

test('black on white has the greatest contrast there is', () => {
  expect(contrast(readColour('#000000'), readColour('#ffffff'))).toBeCloseTo(21)
})

test('an operator finds their own colour among its shades', () => {
  expect(shadesOf('#8a4b2a')[6]).toBe('#8a4b2a')
  expect(shadesOf('#8a4b2a')).toHaveLength(10)
})

test.each(['#8a4b2a', '#ffee00', '#000000', '#ffffff', '#00aa88'])('%s has a shade that is read on paper', colour => {
  const shades = shadesOf(colour)
  const shade = shades[readableShade(shades, '#ffffff', 6, 1)]!
  const least = colour === '#ffffff' || colour === '#ffee00' ? 1.5 : 4.5
  expect(contrast(readColour(shade), readColour('#ffffff'))).toBeGreaterThanOrEqual(least)
})
