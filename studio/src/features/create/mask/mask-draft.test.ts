import { expect, test } from 'vitest'
import { isMaskDraft } from './mask-draft'

const draft = {
  start: 'i1', feather: 2,
  history: {
    done: [{ kind: 'brush', size: 8, points: [1, 2] }, { kind: 'invert' }],
    undone: [{ kind: 'lasso', points: [] }],
  },
}

test('what was painted is taken up again as it was kept', () => {
  expect(isMaskDraft(JSON.parse(JSON.stringify(draft)))).toBe(true)
})

test.each([
  null, {}, { ...draft, feather: '2' }, { ...draft, history: { done: [] } },
  { ...draft, history: { done: [{ kind: 'spray', points: [] }], undone: [] } },
  { ...draft, history: { done: [{ kind: 'brush', points: [1, 2] }], undone: [] } },
  { ...draft, history: { done: [{ kind: 'lasso', points: ['1'] }], undone: [] } },
])('what somebody else wrote there is passed over: %j', value => {
  expect(isMaskDraft(value)).toBe(false)
})
