import { Accordion, Badge, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookDelivery } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { tell, tellProblem } from '~/ui/toast'
import { deliveriesQuery, replayDelivery } from '../api/webhooks'

/** What was sent to a webhook, how it went, and sending it again. */
export function DeliveryLog({ webhookId }: { webhookId: string }) {
  const words = useWords()
  const { t } = words
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(deliveriesQuery(webhookId))
  const deliveries = data?.pages.flatMap(part => part.items) ?? []
  if (deliveries.length === 0) return <Text size="xs" c="dimmed">{t('webhooks.nothingSent')}</Text>
  return (
    <Stack gap="xs">
      <Accordion variant="contained" radius="md">
        {deliveries.map(delivery => (
          <Accordion.Item key={delivery.id} value={delivery.id}>
            <Accordion.Control>
              <Group gap="xs">
                <Badge size="sm" variant="default" tt="none">{delivery.state}</Badge>
                <Text size="sm">{delivery.type}</Text>
                <Text size="xs" c="dimmed">
                  {words.ago(delivery.createdAt)}{delivery.status != null && ` · ${delivery.status}`}
                  {delivery.latencyMs != null && ` · ${words.number(delivery.latencyMs)} ms`}
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel><Delivery delivery={delivery} /></Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {hasNextPage && (
        <Button size="compact-sm" variant="default" w="fit-content" onClick={() => void fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Stack>
  )
}

function Delivery({ delivery }: { delivery: WebhookDelivery }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const replay = () => void replayDelivery(delivery.id).then(() => {
    tell(t('webhooks.replayed'))
    return cache.invalidateQueries({ queryKey: ['deliveries', delivery.webhookId] })
  }, tellProblem)
  return (
    <Stack gap="xs">
      <Code block mah={220} style={{ overflow: 'auto' }} tabIndex={0}>{delivery.body}</Code>
      {delivery.answer && <Code block mah={160} style={{ overflow: 'auto' }} tabIndex={0}>{delivery.answer}</Code>}
      <Button size="compact-sm" variant="default" w="fit-content" onClick={replay}>{t('webhooks.replay')}</Button>
    </Stack>
  )
}
