import { Alert, Badge, Box, Button, Group, Switch, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Webhook } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { IconSend } from '~/ui/icons'
import { tell, tellProblem } from '~/ui/toast'
import { changeWebhook, testWebhook, webhooksQuery } from '../api/webhooks'
import { WebhookMenu } from './webhook-menu'

/** One webhook: what it is told of, whether it works, and a way to try it. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const words = useWords()
  const { t } = words
  const cache = useQueryClient()
  const refresh = () => cache.invalidateQueries({ queryKey: ['webhooks'] })
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id),
    onSuccess: () => {
      tell(t('webhooks.tested'))
      return refresh()
    },
    onError: tellProblem,
  })
  const turn = useMutation({
    mutationFn: (isEnabled: boolean) => changeWebhook({ id: webhook.id, change: { isEnabled } }),
    onSuccess: changed => cache.setQueryData(webhooksQuery.queryKey, list =>
      list?.map(one => (one.id === changed.id ? changed : one))),
    onError: tellProblem,
  })
  return (
    <Box component="article" className="surface" p="md" aria-label={webhook.url}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div style={{ minWidth: 0 }}>
          <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>{webhook.url}</Title>
          {webhook.description && <Text size="sm" c="dimmed">{webhook.description}</Text>}
        </div>
        <WebhookMenu webhook={webhook} />
      </Group>
      <Group gap={6} mt="xs">
        {webhook.events.map(kind => <Badge key={kind} variant="default" tt="none" fw={500}>{kind}</Badge>)}
      </Group>
      {webhook.disabledReason && <Alert mt="sm" color="red" variant="light">{webhook.disabledReason}</Alert>}
      {webhook.failingSince && !webhook.disabledReason && (
        <Alert mt="sm" color="orange" variant="light">
          {t('webhooks.failing', { when: words.ago(webhook.failingSince) })}
        </Alert>
      )}
      <Group mt="md" justify="space-between">
        <Switch label={t(webhook.isEnabled ? 'webhooks.on' : 'webhooks.off')} checked={webhook.isEnabled}
          onChange={event => turn.mutate(event.currentTarget.checked)} />
        <Button size="xs" variant="default" leftSection={<IconSend size={16} aria-hidden />}
          disabled={!webhook.isEnabled}
          loading={test.isPending} onClick={() => test.mutate()}>
          {t('webhooks.test')}
        </Button>
      </Group>
    </Box>
  )
}
