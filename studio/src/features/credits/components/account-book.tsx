import { Button, Skeleton, Stack, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { EmptyState } from '~/ui/empty-state'
import { IconCoin } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { transfersQuery } from '../api/list-transfers'
import { creditsQuery } from '../api/read-credits'
import { BookRow } from './book-row'

/** What was given, set aside, spent and given back, newest first. */
export function AccountBook() {
  const { t } = useWords()
  return <Card title={t('credits.book')}><Lines /></Card>
}

function Lines() {
  const { t } = useWords()
  const { data: wallets } = useQuery(creditsQuery)
  const book = useInfiniteQuery(transfersQuery)
  if (book.error && !book.data) return <ProblemAlert error={book.error} onRetry={() => void book.refetch()} />
  if (!book.data) return <Stack gap="xs">{[1, 2, 3, 4].map(key => <Skeleton key={key} h={36} />)}</Stack>
  const lines = book.data.pages.flatMap(page => page.items)
  if (lines.length === 0)
    return <EmptyState icon={IconCoin} title={t('credits.bookEmpty')} text={t('credits.bookEmptyText')} />
  const titles = wallets && wallets.length > 1 ? new Map(wallets.map(one => [one.wallet, one.title])) : undefined
  return (
    <Stack>
      <Table verticalSpacing="xs" horizontalSpacing={6}>
        <Table.Thead className="visually-hidden">
          <Table.Tr>
            <Table.Th>{t('credits.what')}</Table.Th>
            <Table.Th>{t('credits.amount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(line => <BookRow key={line.id} transfer={line} wallet={titles?.get(line.wallet)} />)}
        </Table.Tbody>
      </Table>
      {book.hasNextPage
        ? (
          <Button variant="default" loading={book.isFetchingNextPage} onClick={() => void book.fetchNextPage()}>
            {t('app.more')}
          </Button>
        )
        : <Text size="sm" c="dimmed" ta="center">{t('credits.bookEnd')}</Text>}
    </Stack>
  )
}
