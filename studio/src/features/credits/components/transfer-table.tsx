import { Anchor, Button, Skeleton, Stack, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CreditTransfer } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { generationQuery } from '~/lib/live/generations'
import { transfersQuery } from '../api/list-transfers'

/** The account book: every posting with its cause. */
export function TransferTable() {
  const words = useWords()
  const { t } = words
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(transfersQuery)
  if (!data) return <Skeleton h={200} />
  const lines = data.pages.flatMap(part => part.items)
  return (
    <Stack>
      <Table.ScrollContainer minWidth={560}>
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('credits.when')}</Table.Th><Table.Th>{t('credits.what')}</Table.Th>
              <Table.Th>{t('credits.state')}</Table.Th><Table.Th ta="end">{t('credits.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(line => <TransferRow key={line.id} line={line} />)}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hasNextPage && (
        <Button variant="default" size="xs" w="fit-content" loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Stack>
  )
}

function TransferRow({ line }: { line: CreditTransfer }) {
  const words = useWords()
  const { t } = words
  return (
    <Table.Tr>
      <Table.Td>{words.moment(line.createdAt)}</Table.Td>
      <Table.Td>
        {line.generationId
          ? <Cause id={line.generationId} image={line.image ?? null} />
          : <Text size="sm">{t(`counterpart.${line.counterpart}` as 'counterpart.spent') || line.counterpart}</Text>}
        {line.counterpart === 'adjusted' && <Text size="xs" c="dimmed">{line.reason}</Text>}
      </Table.Td>
      <Table.Td>{t(`transfer.${line.state}` as 'transfer.posted') || line.state}</Table.Td>
      <Table.Td ta="end">{line.credits > 0 ? '+' : ''}{words.number(line.credits)}</Table.Td>
    </Table.Tr>
  )
}

/** The picture that a posting is about, where it still is. */
function Cause({ id, image }: { id: string; image: number | null }) {
  const { t } = useWords()
  const { data } = useQuery({ ...generationQuery(id), staleTime: 300_000, retry: false })
  const made = data?.images[image ?? 0]
  const prompt = data?.request.prompt ?? t('counterpart.spent')
  if (!made || made.status !== 'completed' || made.isDeleted) return <Text size="sm" lineClamp={1}>{prompt}</Text>
  return <Anchor component={Link} to={`/pictures/${made.id}`} size="sm" lineClamp={1}>{prompt}</Anchor>
}
