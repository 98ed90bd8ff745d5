import { expect, test } from 'vitest'
import type { CreditTransfer } from '~/api/types'
import { dailyUse } from './daily-use'

const line = (credits: number, createdAt: string, more: Partial<CreditTransfer> = {}): CreditTransfer => ({
  id: 1, wallet: 'images', grantId: 'g', counterpart: 'spent', credits, state: 'posted', reason: '', actor: '',
  createdAt, ...more,
})

test('what was spent is summed by day; holds, releases and grants are not use', () => {
  const lines = [
    line(-2, '2026-11-21T10:00:00'), line(-1, '2026-11-21T09:00:00'), line(-4, '2026-11-19T09:00:00'),
    line(-8, '2026-11-21T09:00:00', { state: 'pending' }), line(-8, '2026-11-21T09:00:00', { state: 'voided' }),
    line(100, '2026-11-20T09:00:00', { counterpart: 'issued-by-plan' }), line(-9, '2026-01-01T09:00:00'),
  ]
  expect(dailyUse(lines, 3, new Date('2026-11-21T12:00:00'))).toEqual([
    { day: '2026-11-19', credits: 4 }, { day: '2026-11-20', credits: 0 }, { day: '2026-11-21', credits: 3 },
  ])
})
