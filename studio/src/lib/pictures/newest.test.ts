import { expect, test } from 'vitest'
import type { Image } from '~/api/types'
import { withNewest } from './newest'

const image = (id: string) => ({ id }) as Image
const list = (...parts: string[][]) =>
  ({ pages: parts.map(ids => ({ items: ids.map(image), next: null })), pageParams: parts.map(() => undefined) })
const idsOf = (parts: ReturnType<typeof list>) => parts.pages.map(part => part.items.map(one => one.id))

test('what is new stands first, and nothing stands there twice', () => {
  expect(idsOf(withNewest(list(['c', 'b'], ['a']), [image('d'), image('c'), image('b')]) as never))
    .toEqual([['d', 'c', 'b'], ['a']])
})

test('a list that has all stays the one it was', () => {
  const parts = list(['b'], ['a'])
  expect(withNewest(parts as never, [image('b')])).toBe(parts)
})
