import { Button, Group, Progress, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { OfferedPlan } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { plansQuery, subscriptionQuery, usePlan } from '~/lib/offer/plans'
import { useWorkspace } from '~/lib/session/workspaces'
import { Card } from '~/ui/card'
import { usageQuery } from '../api/read-usage'
import { type Limit, limitsOf, percentOf } from '../limits'

const NowRefreshMs = 10_000

/** The plan, and how much of each of its limits is used now. */
export function PlanCard() {
  const words = useWords()
  const { t } = words
  const plan = usePlan()
  const { data: subscription } = useQuery(subscriptionQuery)
  const { data: plans } = useQuery(plansQuery)
  const isGone = subscription && plans && !plan
  return (
    <Card
      title={t('credits.plan')}
      actions={<Button component={Link} to="/plans" size="xs" variant="default">{t('create.plans')}</Button>}
    >
      {isGone && <Text>{t('credits.planGone', { plan: subscription.plan })}</Text>}
      {!isGone && !plan && <Skeleton h={160} />}
      {plan && (
        <Stack>
          <Group gap="xs" align="baseline">
            <Text fz="xl" ff="heading" fw={600}>{plan.title}</Text>
            <Text c="dimmed">{plan.price}</Text>
            {subscription?.renewsAt && (
              <Text c="dimmed" size="sm" ml="auto">
                {t('credits.planRenews', { day: words.day(subscription.renewsAt) })}
              </Text>
            )}
          </Group>
          <Limits plan={plan} />
        </Stack>
      )}
    </Card>
  )
}

function Limits({ plan }: { plan: OfferedPlan }) {
  const { data: usage } = useQuery({ ...usageQuery(1), refetchInterval: NowRefreshMs })
  const { data: models } = useQuery(modelsQuery)
  const members = useWorkspace()?.memberCount
  if (!usage || !models || members === undefined) return <Skeleton h={140} />
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
      {limitsOf(plan, usage, models, members).map(limit => (
        <Meter key={`${limit.label} ${limit.name}`} limit={limit} />
      ))}
    </SimpleGrid>
  )
}

function Meter({ limit }: { limit: Limit }) {
  const words = useWords()
  const { t } = words
  const write = limit.isBytes ? words.bytes : words.number
  const percent = percentOf(limit)
  const label = t(limit.label, { model: limit.name ?? '' })
  const text = limit.most == null
    ? t('credits.unlimited', { used: write(limit.used) })
    : t('credits.of', { used: write(limit.used), most: write(limit.most) })
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm">{label}</Text>
        <Text size="sm" c="dimmed">{text}</Text>
      </Group>
      <Progress.Root size="sm">
        <Progress.Section value={percent ?? 0} color={limit.isScarce && (percent ?? 0) >= 90 ? 'orange.8' : 'brand'}
          aria-label={label} aria-valuetext={text} />
      </Progress.Root>
    </div>
  )
}
