import { expect, test } from 'vitest'
import { changeWeight, changedPart } from './weights'

const at = (text: string, part: string) => {
  const start = text.indexOf(part)
  return { text, start, end: start + part.length }
}

test('a selection gets weight, more of it, and loses it again', () => {
  const once = changeWeight(at('a red house', 'red'), 0.1)
  expect(once).toEqual({ text: 'a (red:1.1) house', start: 3, end: 6 })
  const twice = changeWeight(once, 0.1)
  expect(twice.text).toBe('a (red:1.2) house')
  expect(changeWeight(changeWeight(twice, -0.1), -0.1)).toEqual({ text: 'a red house', start: 2, end: 5 })
})

test('without a selection it is the word at the cursor', () => {
  expect(changeWeight({ text: 'a red house', start: 8, end: 8 }, -0.1).text).toBe('a red (house:0.9)')
})

test('spaces at the ends stay outside', () => {
  expect(changeWeight(at('a red house', ' red '), 0.1).text).toBe('a (red:1.1) house')
})

test('there is a least and a most', () => {
  expect(changeWeight(at('(red:2)', 'red'), 0.1).text).toBe('(red:2)')
  expect(changeWeight(at('(red:0.1)', 'red'), -0.1).text).toBe('(red:0.1)')
})

test('nothing at the cursor changes nothing', () => {
  const nothing = { text: 'a,  b', start: 3, end: 3 }
  expect(changeWeight(nothing, 0.1)).toBe(nothing)
})

test('what changed is as little as it can be, so that undo takes back no more', () => {
  expect(changedPart('a red house', 'a (red:1.1) house')).toEqual([2, 5, '(red:1.1)'])
  expect(changedPart('a (red:1.1) house', 'a red house')).toEqual([2, 11, 'red'])
  expect(changedPart('aa', 'aaa')).toEqual([2, 2, 'a'])
  expect(changedPart('same', 'same')).toEqual([4, 4, ''])
})
