import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { EmptyState } from '~/ui/empty-state'
import { IconPlus, IconWebhook } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { createWebhook, webhooksQuery } from './api/webhooks'
import { DeliveryLog } from './components/delivery-log'
import { SecretOnce } from './components/secret-once'
import { WebhookCard } from './components/webhook-card'
import { WebhookForm } from './components/webhook-form'

/** Addresses that the workspace's events are sent to, and how that goes. */
export function WebhooksPage() {
  const { t } = useWords()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [secret, setSecret] = useState<string | null>(null)
  const openEmpty = () => {
    setSecret(null)
    open()
  }
  const make = async (request: Parameters<typeof createWebhook>[0]) =>
    setSecret((await createWebhook(request)).secret ?? '')
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="dimmed" maw={560}>{t('webhooks.text')}</Text>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={openEmpty}>{t('webhooks.new')}</Button>
      </Group>
      <Webhooks />
      <Modal opened={isOpen} onClose={close} title={t(secret === null ? 'webhooks.new' : 'webhooks.made')} size="lg"
        closeOnClickOutside={secret === null} closeButtonProps={{ 'aria-label': t('app.close') }}>
        {secret === null
          ? <WebhookForm onSave={make} />
          : <SecretOnce secret={secret} text={t('webhooks.once')} onDone={close} />}
      </Modal>
    </Stack>
  )
}

function Webhooks() {
  const { t } = useWords()
  const { data: webhooks, error, refetch } = useQuery(webhooksQuery)
  if (error && !webhooks) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!webhooks) return <Skeleton h={140} radius="lg" />
  if (webhooks.length === 0)
    return <EmptyState icon={IconWebhook} title={t('webhooks.none')} text={t('webhooks.noneText')} />
  return (
    <>
      <Stack>{webhooks.map(webhook => <WebhookCard key={webhook.id} webhook={webhook} />)}</Stack>
      <DeliveryLog webhooks={webhooks} />
    </>
  )
}
