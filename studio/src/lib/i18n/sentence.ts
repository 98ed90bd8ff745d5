import { ApiProblem } from '~/api/problem'
import type { MessageKey } from './en'
import type { Words } from './use-words'

/** What went wrong, as a sentence for a person: ours for the code where there is one, else the server's. */
export function sentenceOf(error: unknown, words: Words): string {
  if (!(error instanceof ApiProblem)) return words.t('problem.unknown')
  const { details, code } = error
  const key = `problem.${code}` as MessageKey
  const ours = words.t(key, {
    cost: words.credits(details.cost ?? 0),
    balance: words.credits(details.balance ?? 0),
    seconds: error.retryAfterSeconds ?? 1,
  })
  return ours || details.detail || words.t('problem.unknown')
}
