import { ApiProblem } from '~/api/problem'
import type { MessageKey } from './en'
import type { Values } from './i18n'
import type { Words } from './use-words'

/** What went wrong, as a sentence for a person: ours for the code where there is one, else the server's. */
export function sentenceOf(error: unknown, words: Words, values: Values = {}): string {
  if (!(error instanceof ApiProblem)) return words.t('problem.unknown')
  const { details, code, retryAfterSeconds } = error
  return refusalOf({ code, detail: details.detail }, words, {
    cost: words.credits(details.cost ?? 0),
    balance: words.credits(details.balance ?? 0),
    seconds: retryAfterSeconds ?? 1,
    ...values,
  }) || words.t('problem.unknown')
}

type Coded = { code: string; detail: string }

/** The sentence of a refusal; ours needs all its values, such as the plan's limits. */
export function refusalOf({ code, detail }: Coded, words: Words, values: Values = {}): string {
  const ours = words.t(`problem.${code}` as MessageKey, values)
  return ours && !ours.includes('{') ? ours : detail
}

/** Why a picture could not be made. */
export const failureOf = ({ code, detail }: Coded, words: Words): string =>
  words.t(`failure.${code}` as MessageKey) || detail
