import { expect, test } from 'vitest'
import { leave, stay, withoutLeaving } from './leaving'

test('a picture that leaves is left out until it stays', () => {
  const pictures = [{ id: 'a' }, { id: 'b' }]
  leave(['a'])
  expect(withoutLeaving(pictures)).toEqual([{ id: 'b' }])
  stay(['a'])
  expect(withoutLeaving(pictures)).toBe(pictures)
})
