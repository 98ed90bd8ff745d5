import { Badge, Group, List, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { OfferedPlan } from '~/api/types'
import { type Words, useWords } from '~/lib/i18n/use-words'
import { plansQuery, subscriptionQuery } from '~/lib/offer/plans'
import { useAccount } from '~/lib/session/session'
import { start } from '~/lib/start'
import { IconCheck } from '~/ui/icons'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { packsQuery } from './api/read-page'

/** What is offered: plans with what each allows, and credits by the pack. */
export function PlansPage() {
  const { t } = useWords()
  const { data: plans, error, refetch } = useQuery(plansQuery)
  const account = useAccount()
  const { data: subscription } = useQuery({ ...subscriptionQuery, enabled: Boolean(account) })
  return (
    <Page title={t('nav.plans')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: plans && plans.length > 4 ? 3 : Math.max(2, plans?.length ?? 3) }}>
        {plans?.map(plan => <PlanCard key={plan.key} plan={plan} isOwn={plan.key === subscription?.plan} />)
          ?? [0, 1, 2].map(key => <Skeleton key={key} h={320} radius="lg" />)}
      </SimpleGrid>
      <Packs />
      {start.brand.supportText && <Text c="dimmed" size="sm" mt="xl" ta="center">{start.brand.supportText}</Text>}
    </Page>
  )
}

function PlanCard({ plan, isOwn }: { plan: OfferedPlan; isOwn: boolean }) {
  const words = useWords()
  const { t } = words
  return (
    <Stack className="surface" p="lg" gap="sm" component="section" aria-label={plan.title}>
      <Group justify="space-between">
        <Title order={2} size="h3">{plan.title}</Title>
        {isOwn && <Badge variant="light">{t('plans.yours')}</Badge>}
      </Group>
      <Text fw={600}>{plan.price}</Text>
      {plan.credits.map(credit => (
        <Text key={`${credit.wallet} ${credit.billing}`} size="sm">
          {words.credits(credit.credits)} {t(`cycle.${credit.cycle}` as 'cycle.month')}
        </Text>
      ))}
      <List size="sm" spacing={4} icon={<IconCheck size={16} aria-hidden />}>
        {allowances(plan, words).map(line => <List.Item key={line}>{line}</List.Item>)}
      </List>
    </Stack>
  )
}

/** What a plan allows, in sentences; a limit that is null is none. */
function allowances({ entitlements: own }: OfferedPlan, words: Words): string[] {
  const { t } = words
  return [
    own.parallel > 0 ? t('plans.parallel', { count: own.parallel }) : t('plans.idle'),
    own.imagesPerRequest == null ? t('plans.anyImages') : t('plans.images', { count: own.imagesPerRequest }),
    t('plans.side', { side: own.largestSidePixels }),
    t(`plans.visibility.${own.visibility}` as 'plans.visibility.public'),
    own.daysKept == null ? t('plans.keptAlways') : t('plans.kept', { count: own.daysKept }),
    ...(own.storageBytes == null ? [] : [t('plans.storage', { amount: words.bytes(own.storageBytes) })]),
    ...(own.seats !== 1 ? [own.seats == null ? t('plans.anySeats') : t('plans.seats', { count: own.seats })] : []),
    ...(own.commercialUse ? [t('plans.commercial')] : []),
    ...(own.apiAccess ? [t('plans.api')] : []),
    ...(own.supportText ? [t('plans.support', { how: own.supportText })] : []),
    ...own.extras,
  ]
}

function Packs() {
  const words = useWords()
  const { data: packs = [] } = useQuery(packsQuery)
  if (packs.length === 0) return null
  return (
    <>
      <Title order={2} size="h3" mt="xl" mb="md">{words.t('plans.packs')}</Title>
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        {packs.map(pack => (
          <Stack key={pack.key} className="surface" p="md" gap={2}>
            <Text fw={600}>{pack.title}</Text>
            <Text size="sm" c="dimmed">
              {new Intl.NumberFormat(words.locale, { style: 'currency', currency: pack.currency })
                .format(pack.priceMinorUnits / 100)}
            </Text>
          </Stack>
        ))}
      </SimpleGrid>
    </>
  )
}
