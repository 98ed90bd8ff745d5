import { expect, test } from 'vitest'
import { EmptyHistory, type Mark, add, undo, redo } from './mask-marks'

const mark = (size: number): Mark => ({ kind: 'brush', size, points: [0, 0] })

test('what is taken back can be done again', () => {
  const two = add(add(EmptyHistory, mark(1)), mark(2))
  expect(undo(two)).toEqual({ done: [mark(1)], undone: [mark(2)] })
  expect(redo(undo(two))).toEqual(two)
  expect(redo(redo(undo(undo(two))))).toEqual(two)
})

test('a new mark ends what could have been done again', () => {
  expect(add(undo(add(EmptyHistory, mark(1))), mark(2))).toEqual({ done: [mark(2)], undone: [] })
})

test('nothing is before the first and after the last', () => {
  expect(undo(EmptyHistory)).toEqual(EmptyHistory)
  expect(redo(EmptyHistory)).toEqual(EmptyHistory)
})
