import { expect, test } from 'vitest'
import type { DayOfUse } from '~/api/types'
import { chartOf, scaleFor } from './use-by-day'

const Now = Date.parse('2026-11-21T23:30:00Z')

const used = (day: string, model: string, credits: number): DayOfUse =>
  ({ day, model, wallet: 'images', images: credits, credits })

test('each day up to today has a column, also where nothing was made', () => {
  const chart = chartOf([used('2026-11-20', 'small', 3)], 3, Now)
  expect(chart.columns.map(column => [column.day, column.credits]))
    .toEqual([['2026-11-19', 0], ['2026-11-20', 3], ['2026-11-21', 0]])
})

test('models lie upon each other, the most used first, wherever their credits came from', () => {
  const days = [used('2026-11-21', 'small', 1), used('2026-11-21', 'large', 4), used('2026-11-21', 'small', 2)]
  const chart = chartOf(days, 1, Now)
  expect(chart.models).toEqual(['large', 'small'])
  expect(chart.columns[0]!.segments.map(({ model, from, to }) => [model, from, to]))
    .toEqual([['large', 0, 4], ['small', 4, 7]])
  expect([chart.credits, chart.top]).toEqual([7, 10])
})

test('the scale ends at a round number that is enough', () => {
  expect([0, 0.4, 1, 3, 20, 21, 499, 501].map(scaleFor)).toEqual([1, 1, 1, 5, 20, 50, 500, 1000])
})
