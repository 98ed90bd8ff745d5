import { SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { creditsQuery } from './api/read-credits'
import { AccountBook } from './components/account-book'
import { PlanCard } from './components/plan-card'
import { UseCard } from './components/use-card'
import { WalletCard } from './components/wallet-card'

/** What there is to spend, what became of the rest, and how much of the plan is used. */
export function CreditsPage() {
  const { t } = useWords()
  return (
    <Page title={t('credits.title')}>
      <Stack gap="lg">
        <Wallets />
        <UseCard />
        <PlanCard />
        <AccountBook />
      </Stack>
    </Page>
  )
}

function Wallets() {
  const { data: wallets, error, refetch } = useQuery(creditsQuery)
  if (error && !wallets) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!wallets) return <Skeleton h={180} radius="lg" />
  return (
    <SimpleGrid cols={{ base: 1, md: Math.min(wallets.length, 2) || 1 }}>
      {wallets.map(wallet => <WalletCard key={wallet.wallet} wallet={wallet} />)}
    </SimpleGrid>
  )
}
