import { Button, Checkbox, Group, Skeleton, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Webhook } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { tell, tellProblem } from '~/ui/toast'
import { createWebhook, deleteWebhook, enableWebhook, testWebhook, webhooksQuery } from '../api/webhooks'
import { DeliveryLog } from './delivery-log'
import { SecretDialog } from './key-section'

const Events = ['generation.finished', 'image.completed', 'image.failed', 'image.cancelled']

/** Addresses that events are sent to, with what was sent. */
export function WebhookSection() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(webhooksQuery)
  return (
    <Section title={t('webhooks.title')} text={t('webhooks.text')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton h={80} />}
      <Stack gap="xl">
        {data?.items.map(webhook => <WebhookRow key={webhook.id} webhook={webhook} />)}
      </Stack>
      <NewWebhook />
    </Section>
  )
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const refresh = () => {
    void cache.invalidateQueries({ queryKey: webhooksQuery.queryKey })
    void cache.invalidateQueries({ queryKey: ['deliveries', webhook.id] })
  }
  const run = (deed: Promise<unknown>, said?: string) => void deed.then(() => {
    refresh()
    if (said) tell(said)
  }, tellProblem)
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="start">
        <div>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>{webhook.url}</Text>
          <Text size="xs" c="dimmed">
            {webhook.events.join(', ')}{webhook.description && ` · ${webhook.description}`}
          </Text>
          {webhook.disabledReason && <Text size="xs" c="var(--mantine-color-error)">{webhook.disabledReason}</Text>}
        </div>
        <Group gap="xs">
          <Switch size="sm" checked={webhook.isEnabled} aria-label={`${t('webhooks.enabled')}: ${webhook.url}`}
            onChange={event => run(enableWebhook({ id: webhook.id, isEnabled: event.currentTarget.checked }))} />
          <Button size="compact-sm" variant="default" disabled={!webhook.isEnabled}
            onClick={() => run(testWebhook(webhook.id), t('webhooks.tested'))}>
            {t('webhooks.test')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => run(deleteWebhook(webhook.id))}>
            {t('app.delete')}
          </Button>
        </Group>
      </Group>
      <DeliveryLog webhookId={webhook.id} />
    </Stack>
  )
}

function NewWebhook() {
  const { t } = useWords()
  const cache = useQueryClient()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState(Events.slice(0, 1))
  const create = useMutation({
    mutationFn: createWebhook,
    onSuccess: () => {
      setUrl('')
      void cache.invalidateQueries({ queryKey: webhooksQuery.queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ url, events, description: '' })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label={t('webhooks.url')} type="url" required maxLength={2000}
          placeholder="https://example.com/hooks" value={url} onChange={event => setUrl(event.currentTarget.value)} />
        <Checkbox.Group label={t('webhooks.events')} value={events} onChange={setEvents}>
          <Group gap="md" mt={6}>
            {Events.map(name => <Checkbox key={name} value={name} label={name} />)}
          </Group>
        </Checkbox.Group>
        <ProblemAlert error={create.error} />
        <Button type="submit" variant="default" w="fit-content" loading={create.isPending}
          disabled={events.length === 0}>
          {t('webhooks.add')}
        </Button>
      </Stack>
      {create.data?.secret && <SecretDialog secret={create.data.secret} onClose={create.reset} />}
    </form>
  )
}
