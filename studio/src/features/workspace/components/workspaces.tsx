import { Badge, Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { useTurnTo, useWorkspace, workspacesQuery } from '~/lib/session/workspaces'
import { Card } from '~/ui/card'
import { IconCheck, IconPlus } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { createWorkspace } from '../api/workspaces'
import classes from '../workspace.module.css'

/** The workspaces that the person is in: one is turned to by its name, and another one can be made. */
export function Workspaces() {
  const { t } = useWords()
  const { data: workspaces } = useQuery(workspacesQuery)
  const current = useWorkspace()
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <Card
      title={t('workspace.yours')}
      actions={(
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>{t('workspace.new')}</Button>
      )}
    >
      <ul className={classes.list}>
        {workspaces?.map(one => <li key={one.id}><Choice workspace={one} isCurrent={one.id === current?.id} /></li>)}
      </ul>
      <Modal opened={isOpen} onClose={close} title={t('workspace.new')}
        closeButtonProps={{ 'aria-label': t('app.close') }}>
        <NewWorkspace onMade={close} />
      </Modal>
    </Card>
  )
}

function Choice({ workspace, isCurrent }: { workspace: Workspace; isCurrent: boolean }) {
  const { t } = useWords()
  const turnTo = useTurnTo()
  return (
    <UnstyledButton className={classes.choice} aria-pressed={isCurrent}
      onClick={() => turnTo(workspace.isPersonal ? null : workspace.id)}>
      <Group gap="sm" wrap="nowrap">
        <IconCheck size={18} aria-hidden style={{ visibility: isCurrent ? 'visible' : 'hidden', flexShrink: 0 }} />
        <Text size="sm" fw={isCurrent ? 600 : 400} style={{ flex: 1, overflowWrap: 'anywhere' }}>{workspace.name}</Text>
        {workspace.isPersonal
          ? <Text size="xs" c="dimmed">{t('workspace.personal')}</Text>
          : <Text size="xs" c="dimmed">{t('workspace.members', { count: workspace.memberCount })}</Text>}
        <Badge variant="default" tt="none" fw={500}>{t(`workspace.role.${workspace.role}` as MessageKey)}</Badge>
      </Group>
    </UnstyledButton>
  )
}

function NewWorkspace({ onMade }: { onMade: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const cache = useQueryClient()
  const turnTo = useTurnTo()
  const making = useMutation({
    mutationFn: () => createWorkspace(name.trim()),
    onSuccess: made => {
      cache.setQueryData(workspacesQuery.queryKey, list => list && [made, ...list])
      turnTo(made.id)
      onMade()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t('workspace.name')} description={t('workspace.newText')} required maxLength={100}
          data-autofocus
          value={name} onChange={event => setName(event.currentTarget.value)} />
        <ProblemAlert error={making.error} />
        <Button type="submit" loading={making.isPending} disabled={name.trim() === ''}>{t('workspace.make')}</Button>
      </Stack>
    </form>
  )
}
