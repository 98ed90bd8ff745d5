import { ActionIcon, Menu, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Webhook } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { IconDotsVertical, IconKey, IconPencil, IconTrash } from '~/ui/icons'
import { Question } from '~/ui/question'
import { changeWebhook, deleteWebhook, rotateSecret } from '../api/webhooks'
import { SecretOnce } from './secret-once'
import { WebhookForm } from './webhook-form'

/** What else can be done with a webhook: change it, give it a new secret, delete it. */
export function WebhookMenu({ webhook }: { webhook: Webhook }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [isChanging, changing] = useDisclosure(false)
  const [isRotating, rotating] = useDisclosure(false)
  const [isDeleting, deleting] = useDisclosure(false)
  const [secret, setSecret] = useState<string | null>(null)
  const rotate = useMutation({
    mutationFn: () => rotateSecret(webhook.id),
    onSuccess: changed => {
      rotating.close()
      setSecret(changed.secret ?? '')
    },
  })
  const remove = useMutation({
    mutationFn: () => deleteWebhook(webhook.id),
    onSuccess: () => {
      deleting.close()
      return cache.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  const change = async (content: Parameters<typeof changeWebhook>[0]['change']) => {
    await changeWebhook({ id: webhook.id, change: content })
    changing.close()
  }
  const close = { 'aria-label': t('app.close') }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('keys.actions', { name: webhook.url })}>
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={changing.open}>
            {t('webhooks.change')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={18} aria-hidden />} onClick={rotating.open}>
            {t('webhooks.rotate')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={deleting.open}>
            {t('app.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isChanging} onClose={changing.close} title={t('webhooks.change')} size="lg"
        closeButtonProps={close}>
        <WebhookForm webhook={webhook} onSave={change} />
      </Modal>
      <Question isOpen={isRotating} title={t('webhooks.rotateAsk')} text={t('webhooks.rotateText')}
        yes={t('webhooks.rotate')} asking={rotate} onClose={rotating.close} />
      <Modal opened={secret !== null} onClose={() => setSecret(null)} title={t('webhooks.rotated')} size="lg"
        closeOnClickOutside={false} closeButtonProps={close}>
        <SecretOnce secret={secret ?? ''} text={t('webhooks.once')} onDone={() => setSecret(null)} />
      </Modal>
      <Question isOpen={isDeleting} title={t('webhooks.deleteAsk')}
        text={t('webhooks.deleteText', { url: webhook.url })}
        yes={t('app.delete')} asking={remove} onClose={deleting.close} />
    </>
  )
}
