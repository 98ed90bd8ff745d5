import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { refusalOf } from '~/lib/i18n/sentence'
import { useWords } from '~/lib/i18n/use-words'
import { usePlanLimits } from '~/lib/offer/limits'
import { useEstimate } from '../use-estimate'

/** What it will cost and what is left, as it changes; or why it cannot be asked for. */
export function CostLine() {
  const words = useWords()
  const limits = usePlanLimits()
  const { data: estimate } = useQuery(useEstimate())
  if (!estimate) return <Text size="sm" c="dimmed">{words.t('create.costUnknown')}</Text>
  const refusal = estimate.refusals[0]
  if (refusal)
    return (
      <Text size="sm" c="var(--mantine-color-error)" maw={420}>
        {refusalOf(refusal, words, {
          ...limits, cost: words.credits(estimate.cost ?? 0), balance: words.credits(estimate.balance ?? 0),
        })}{' '}
        {!refusal.isMomentary && <Anchor component={Link} to="/plans" size="sm">{words.t('create.plans')}</Anchor>}
      </Text>
    )
  return (
    <Text size="sm" c="dimmed">
      {words.t('create.cost', {
        cost: words.credits(estimate.cost ?? 0), balance: words.number(estimate.balance ?? 0),
      })}
    </Text>
  )
}
