import { Badge, Button, Code, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ApiKey } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { CopyButton } from '~/ui/copy-button'
import { EmptyState } from '~/ui/empty-state'
import { IconKey, IconPlus } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { tellProblem } from '~/ui/toast'
import { keysQuery, revokeKey } from '../api/keys'
import { NewKeyDialog } from './new-key-dialog'

/** The workspace's keys. */
export function KeySection() {
  const { t } = useWords()
  const cache = useQueryClient()
  const { data, error, refetch } = useQuery(keysQuery)
  const [isOpen, setOpen] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const refresh = () => cache.invalidateQueries({ queryKey: keysQuery.queryKey })
  const made = (text: string) => {
    setOpen(false)
    setSecret(text)
    void refresh()
  }
  return (
    <Section title={t('keys.title')} text={t('keys.text')}>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton h={120} />}
      {data?.items.length === 0 && <EmptyState icon={IconKey} title={t('keys.empty')} text={t('keys.emptyText')} />}
      <Stack gap="md">
        {data?.items.map(key => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => void revokeKey(key.id).then(refresh, tellProblem)} />
        ))}
      </Stack>
      <Button w="fit-content" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('keys.new')}
      </Button>
      {isOpen && <NewKeyDialog onMade={made} onClose={() => setOpen(false)} />}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </Section>
  )
}

function KeyRow({ apiKey: key, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const words = useWords()
  const { t } = words
  const [isSure, setSure] = useState(false)
  return (
    <Group justify="space-between" wrap="nowrap" align="start">
      <Stack gap={4}>
        <Group gap="xs">
          <Text fw={600} size="sm">{key.name}</Text>
          <Code>{key.prefix}…</Code>
          {key.scopes.map(scope => <Badge key={scope} size="sm" variant="default" tt="none">{scope}</Badge>)}
        </Group>
        <Text size="xs" c="dimmed">
          {[
            t('keys.used', { when: key.lastUsedAt ? words.ago(key.lastUsedAt) : t('app.never') }),
            key.expiresAt && t('keys.until', { day: words.day(key.expiresAt) }),
            key.spendCap != null
              ? t('keys.spentOf', { spent: words.number(key.spentThisMonth), cap: words.credits(key.spendCap) })
              : t('keys.spent', { spent: words.credits(key.spentThisMonth) }),
          ].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      {isSure
        ? <Button size="compact-sm" color="red" onClick={onRevoke}>{t('keys.sure')}</Button>
        : <Button size="compact-sm" variant="default" onClick={() => setSure(true)}>{t('keys.revoke')}</Button>}
    </Group>
  )
}

/** A secret, shown once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal opened onClose={onClose} title={t('keys.secret')} closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        <Text size="sm">{t('keys.secretText')}</Text>
        <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }} data-testid="secret">{secret}</Code>
        <Group justify="space-between">
          <CopyButton text={secret} />
          <Button onClick={onClose}>{t('twoFactor.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
