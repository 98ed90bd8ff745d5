import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CreatedApiKey } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { EmptyState } from '~/ui/empty-state'
import { IconKey, IconPlus } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { keysQuery } from './api/api-keys'
import { Examples } from './components/examples'
import { KeyCard } from './components/key-card'
import { NewKeyForm } from './components/new-key-form'
import { SecretOnce } from './components/secret-once'

/** The keys of the workspace, and how to use one. */
export function KeysPage() {
  const { t } = useWords()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const openEmpty = () => {
    setCreated(null)
    open()
  }
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="dimmed" maw={560}>{t('keys.text')}</Text>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={openEmpty}>{t('keys.new')}</Button>
      </Group>
      <Keys />
      <Examples />
      <Modal opened={isOpen} onClose={close} title={created ? t('keys.made') : t('keys.new')} size="lg"
        closeOnClickOutside={!created} closeButtonProps={{ 'aria-label': t('app.close') }}>
        {created
          ? <SecretOnce secret={created.text} text={t('keys.once')} onDone={close} />
          : <NewKeyForm onMade={setCreated} />}
      </Modal>
    </Stack>
  )
}

function Keys() {
  const { t } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(keysQuery)
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Stack>{[1, 2].map(key => <Skeleton key={key} h={120} radius="lg" />)}</Stack>
  const keys = data.pages.flatMap(page => page.items)
  if (keys.length === 0) return <EmptyState icon={IconKey} title={t('keys.none')} text={t('keys.noneText')} />
  return (
    <Stack>
      {keys.map(key => <KeyCard key={key.id} apiKey={key} />)}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Stack>
  )
}
