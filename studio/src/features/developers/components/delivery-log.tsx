import { Button, Select, Skeleton, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Webhook } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { ProblemAlert } from '~/ui/problem-alert'
import { deliveriesQuery } from '../api/webhooks'
import { DeliveryRow } from './delivery-row'

const WhileWaitingMs = 3000

/** The messages of the last 30 days and how their sending went; it follows those that wait. */
export function DeliveryLog({ webhooks }: { webhooks: Webhook[] }) {
  const { t } = useWords()
  const [chosen, choose] = useState<string | null>(null)
  const log = useInfiniteQuery({
    ...deliveriesQuery(chosen),
    refetchInterval: query =>
      query.state.data?.pages[0]?.items.some(one => one.state === 'waiting') ? WhileWaitingMs : false,
  })
  const urls = new Map(webhooks.map(webhook => [webhook.id, webhook.url]))
  const deliveries = log.data?.pages.flatMap(page => page.items)
  return (
    <Card
      title={t('deliveries.title')}
      actions={webhooks.length > 1 && (
        <Select size="xs" w={240} aria-label={t('deliveries.of')} placeholder={t('deliveries.all')} clearable
          value={chosen}
          data={webhooks.map(webhook => ({ value: webhook.id, label: webhook.url }))} onChange={choose} />
      )}
    >
      {log.error && !log.data && <ProblemAlert error={log.error} onRetry={() => void log.refetch()} />}
      {!log.error && !log.data && <Stack gap="xs">{[1, 2, 3].map(key => <Skeleton key={key} h={40} />)}</Stack>}
      {deliveries?.length === 0 && <Text c="dimmed" ta="center" py="lg">{t('deliveries.none')}</Text>}
      <Stack gap={0}>
        {deliveries?.map(delivery => (
          <DeliveryRow key={delivery.id} delivery={delivery}
            url={webhooks.length > 1 ? urls.get(delivery.webhookId) : undefined} />
        ))}
      </Stack>
      {log.hasNextPage && (
        <Button mt="md" fullWidth variant="default" loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Card>
  )
}
