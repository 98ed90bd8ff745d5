import { expect, test } from 'vitest'
import type { CreditTransfer } from '~/api/types'
import { lineOf } from './book'

const transfer = (state: string, counterpart: string, credits: number): CreditTransfer => ({
  id: 1, wallet: 'images', grantId: 'g', counterpart, credits, state, reason: 'generation', actor: 'duty',
  createdAt: '2026-11-21T16:00:00Z',
})

test('only what was posted moved for good', () => {
  expect(lineOf(transfer('posted', 'spent', -1))).toEqual({ label: 'credits.line.spent', isFinal: true, credits: -1 })
  expect(lineOf(transfer('pending', 'spent', -2))).toMatchObject({ label: 'credits.line.held', isFinal: false })
  expect(lineOf(transfer('voided', 'spent', -1))).toMatchObject({ label: 'credits.line.givenBack', credits: 1 })
})

test('credits of the plan and those that ran out say so', () => {
  expect(lineOf(transfer('posted', 'issued-by-plan', 20)).label).toBe('credits.line.plan')
  expect(lineOf(transfer('posted', 'expired', -20)).label).toBe('credits.line.expired')
})
