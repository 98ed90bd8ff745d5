import { Anchor, Button, Group, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { subscriptionQuery, usePlan } from '~/lib/offer/plans'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { creditsQuery } from './api/read-credits'
import { recentTransfersQuery } from './api/list-transfers'
import { TransferTable } from './components/transfer-table'
import { UseChart } from './components/use-chart'
import { WalletCard } from './components/wallet-card'
import { dailyUse } from './daily-use'

const DaysShown = 30

/** What there is to spend, where it came from, and where it went. */
export function CreditsPage() {
  const { t } = useWords()
  const { data: wallets, error, refetch } = useQuery(creditsQuery)
  const { data: recent } = useQuery(recentTransfersQuery(DaysShown))
  return (
    <Page title={t('nav.credits')}>
      <Stack gap="lg">
        <ProblemAlert error={error} onRetry={() => void refetch()} />
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {wallets?.map(wallet => <WalletCard key={wallet.wallet} wallet={wallet} />)
            ?? <Skeleton h={200} radius="lg" />}
          <PlanSection />
        </SimpleGrid>
        <Section title={t('credits.use')} text={t('credits.useText', { count: DaysShown })}>
          {recent ? <UseChart days={dailyUse(recent, DaysShown)} /> : <Skeleton h={160} />}
        </Section>
        <Section title={t('credits.book')} text={t('credits.bookText')}><TransferTable /></Section>
      </Stack>
    </Page>
  )
}

function PlanSection() {
  const words = useWords()
  const { t } = words
  const plan = usePlan()
  const { data: subscription } = useQuery(subscriptionQuery)
  if (!subscription) return <Skeleton h={200} radius="lg" />
  return (
    <Section title={t('credits.plan')}>
      <Stack gap={4}>
        <Group justify="space-between">
          <Title order={3}>{plan?.title ?? subscription.plan}</Title>
          <Text fw={600}>{plan?.price}</Text>
        </Group>
        {!subscription.isOffered && <Text size="sm" c="var(--mantine-color-error)">{t('credits.planGone')}</Text>}
        {subscription.renewsAt && (
          <Text size="sm" c="dimmed">{t('credits.renews', { day: words.day(subscription.renewsAt) })}</Text>
        )}
        <Text size="sm" c="dimmed">{t('credits.since', { day: words.day(subscription.since) })}</Text>
      </Stack>
      <Group>
        <Button component={Link} to="/plans" variant="default" size="xs">{t('create.plans')}</Button>
        <Anchor component={Link} to="/history" size="sm">{t('nav.history')}</Anchor>
      </Group>
    </Section>
  )
}
