import { expect, test } from 'vitest'
import { inColumns } from './columns'

const square = (id: number) => ({ id, width: 1, height: 1 })
const tall = (id: number) => ({ id, width: 1, height: 3 })

test('each goes to the shortest column, and the first come first', () => {
  const columns = inColumns([tall(1), square(2), square(3), square(4), square(5)], 2)
  expect(columns.map(column => column.map(item => item.id))).toEqual([[1, 5], [2, 3, 4]])
})

test('what comes later moves nothing that stands', () => {
  const some = [tall(1), square(2), square(3)]
  const before = inColumns(some, 3)
  const after = inColumns([...some, tall(4), square(5)], 3)
  expect(after.map((column, index) => column.slice(0, before[index]!.length))).toEqual(before)
})
