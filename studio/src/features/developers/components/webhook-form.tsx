import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Webhook } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { webhooksQuery } from '../api/webhooks'

const Events = ['generation.finished', 'image.completed', 'image.failed', 'image.cancelled']

type Content = { url: string; events: string[]; description: string }

type Props = { webhook?: Webhook; onSave: (content: Content) => Promise<unknown> }

/** What a webhook is: a new one, or one that is changed. */
export function WebhookForm({ webhook, onSave }: Props) {
  const { t } = useWords()
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState(webhook?.events ?? ['generation.finished'])
  const [description, setDescription] = useState(webhook?.description ?? '')
  const cache = useQueryClient()
  const saving = useMutation({
    mutationFn: () => onSave({ url: url.trim(), events, description: description.trim() }),
    onSuccess: () => cache.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t('webhooks.url')} description={t('webhooks.urlHint')} type="url" required maxLength={2000}
          data-autofocus placeholder="https://example.com/hooks"
          value={url} onChange={event => setUrl(event.currentTarget.value)} />
        <Checkbox.Group label={t('webhooks.events')} value={events} onChange={setEvents}>
          <Stack gap={8} mt={6}>
            {Events.map(kind => (
              <Checkbox key={kind} value={kind} label={t(`webhooks.event.${kind}` as MessageKey)} description={kind} />
            ))}
          </Stack>
        </Checkbox.Group>
        <TextInput label={t('webhooks.description')} maxLength={200} value={description}
          onChange={event => setDescription(event.currentTarget.value)} />
        <ProblemAlert error={saving.error} />
        <Button type="submit" loading={saving.isPending} disabled={events.length === 0}>
          {t(webhook ? 'app.save' : 'webhooks.make')}
        </Button>
      </Stack>
    </form>
  )
}
