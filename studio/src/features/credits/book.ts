import type { CreditTransfer } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'

/** What a line of the account book says: in words, and whether credits moved for good. */
export type BookLine = { label: MessageKey; isFinal: boolean; credits: number }

/** Reads a transfer as a person would tell it. What was set aside or given back has not moved for good. */
export function lineOf({ state, counterpart, credits }: CreditTransfer): BookLine {
  if (state === 'pending') return { label: 'credits.line.held', isFinal: false, credits }
  if (state === 'voided') return { label: 'credits.line.givenBack', isFinal: false, credits: Math.abs(credits) }
  if (state === 'expired') return { label: 'credits.line.tooLate', isFinal: false, credits: 0 }
  const label = Labels[counterpart] ?? 'credits.line.adjusted'
  return { label, isFinal: true, credits }
}

const Labels: Record<string, MessageKey> = {
  'issued-by-plan': 'credits.line.plan',
  'issued-by-sale': 'credits.line.sale',
  adjusted: 'credits.line.adjusted',
  spent: 'credits.line.spent',
  expired: 'credits.line.expired',
}
