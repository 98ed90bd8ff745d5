import { expect, test } from 'vitest'
import { contrast, readableShade, readColour, shadesOf, suits } from './palette'

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

test.each([
  ['#14110f', 'dark', '#aba397'], ['#242424', 'dark', '#aba397'], ['#fbf9f6', 'light', '#746c63'],
  ['#eeeeee', 'light', '#746c63'],
] as const)('%s suits %s, where %s is read on it', (colour, scheme, text) => {
  expect(suits(colour, scheme)).toBe(true)
  expect(contrast(readColour(colour), readColour(text))).toBeGreaterThanOrEqual(4.3)
  expect(suits(colour, scheme === 'dark' ? 'light' : 'dark')).toBe(false)
})

test('a colour between light and dark suits neither', () => {
  expect(suits('#8a4b2a', 'light') || suits('#8a4b2a', 'dark')).toBe(false)
})
