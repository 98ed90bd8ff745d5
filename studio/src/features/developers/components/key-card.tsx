import { ActionIcon, Badge, Box, Code, Group, Menu, Progress, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { IconDotsVertical, IconPencil, IconTrash } from '~/ui/icons'
import { Question } from '~/ui/question'
import { RenameForm } from '~/ui/rename-form'
import { tell } from '~/ui/toast'
import { keysQuery, renameKey, revokeKey } from '../api/api-keys'

/** One key: what it may do, what it spent, when it was used; it can be renamed and revoked. */
export function KeyCard({ apiKey }: { apiKey: ApiKey }) {
  const words = useWords()
  const { t } = words
  const [now] = useState(() => Date.now())
  const isOver = apiKey.expiresAt != null && new Date(apiKey.expiresAt).getTime() <= now
  return (
    <Box component="article" className="surface" p="md" aria-label={apiKey.name}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>{apiKey.name}</Title>
            {isOver && <Badge color="red" variant="light">{t('keys.over')}</Badge>}
          </Group>
          <Code>{apiKey.prefix}…</Code>
        </div>
        <KeyMenu apiKey={apiKey} />
      </Group>
      <Group gap={6} mt="xs">
        {apiKey.scopes.map(scope => (
          <Badge key={scope} variant="default" tt="none" fw={500}>{t(`keys.scope.${scope}` as MessageKey)}</Badge>
        ))}
        {apiKey.models?.map(model => (
          <Badge key={model} variant="outline" color="gray" tt="none" fw={500} c="dimmed">{model}</Badge>
        ))}
      </Group>
      <Spending apiKey={apiKey} />
      <Group gap="2px 20px" mt="xs" c="dimmed">
        <Text size="sm">
          {apiKey.lastUsedAt ? t('keys.used', { when: words.ago(apiKey.lastUsedAt) }) : t('keys.unused')}
        </Text>
        <Text size="sm">{t('keys.createdAt', { day: words.day(apiKey.createdAt) })}</Text>
        {apiKey.expiresAt && <Text size="sm">{t('keys.expiresAt', { day: words.day(apiKey.expiresAt) })}</Text>}
      </Group>
    </Box>
  )
}

function Spending({ apiKey }: { apiKey: ApiKey }) {
  const words = useWords()
  const { t } = words
  const { spentThisMonth: spent, spendCap: cap } = apiKey
  const text = cap == null
    ? t('keys.spent', { amount: words.credits(spent) })
    : t('keys.spentOf', { amount: words.number(spent), cap: words.credits(cap) })
  return (
    <Box mt="xs" maw={420}>
      <Text size="sm">{text}</Text>
      {cap != null && <Progress mt={4} size="sm" value={cap === 0 ? 100 : (spent / cap) * 100} aria-label={text} />}
    </Box>
  )
}

function KeyMenu({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [isRevoking, revoking] = useDisclosure(false)
  const [isRenaming, renaming] = useDisclosure(false)
  const refresh = () => cache.invalidateQueries({ queryKey: keysQuery.queryKey })
  const revoke = useMutation({
    mutationFn: () => revokeKey(apiKey.id),
    onSuccess: async () => {
      revoking.close()
      await refresh()
      tell(t('keys.revoked', { name: apiKey.name }))
    },
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('keys.actions', { name: apiKey.name })}>
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={renaming.open}>
            {t('keys.rename')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={revoking.open}>
            {t('keys.revoke')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Question isOpen={isRevoking} title={t('keys.revokeAsk', { name: apiKey.name })} text={t('keys.revokeText')}
        yes={t('keys.revoke')} asking={revoke} onClose={revoking.close} />
      <RenameForm isOpen={isRenaming} title={t('keys.rename')} label={t('keys.name')} name={apiKey.name}
        onClose={renaming.close}
        onRename={async name => {
          await renameKey({ id: apiKey.id, name })
          await refresh()
        }} />
    </>
  )
}
