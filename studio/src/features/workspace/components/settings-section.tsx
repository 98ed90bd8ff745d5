import { Button, Group, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { chooseWorkspace } from '~/lib/session/workspace'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { tell } from '~/ui/toast'
import { deleteWorkspace, renameWorkspace } from '../api/workspaces'

/** A workspace's name, and its end. */
export function SettingsSection({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [name, setName] = useState(workspace.name)
  const rename = useMutation({
    mutationFn: renameWorkspace,
    onSuccess: () => {
      tell(t('app.saved'))
      void cache.invalidateQueries({ queryKey: ['workspaces'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ id: workspace.id, name })
  }
  return (
    <Section title={t('workspace.settings')}>
      <form onSubmit={submit}>
        <Group align="end" gap="xs">
          <TextInput flex={1} label={t('workspace.name')} required maxLength={100} value={name}
            onChange={event => setName(event.currentTarget.value)} />
          <Button type="submit" variant="default" loading={rename.isPending}>{t('app.save')}</Button>
        </Group>
      </form>
      <ProblemAlert error={rename.error} />
      {!workspace.isPersonal && workspace.role === 'owner' && <Deletion workspace={workspace} />}
    </Section>
  )
}

/** The end of a workspace, which its name must be typed for. */
function Deletion({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [typed, setTyped] = useState('')
  const remove = useMutation({
    mutationFn: () => deleteWorkspace(workspace.id),
    onSuccess: () => {
      chooseWorkspace(null)
      void cache.invalidateQueries()
    },
  })
  return (
    <>
      <Text size="sm" c="dimmed">{t('workspace.deleteText', { name: workspace.name })}</Text>
      <Group align="end" gap="xs">
        <TextInput flex={1} label={t('workspace.name')} value={typed}
          onChange={event => setTyped(event.currentTarget.value)} />
        <Button color="red" variant="light" disabled={typed !== workspace.name} loading={remove.isPending}
          onClick={() => remove.mutate()}>
          {t('app.delete')}
        </Button>
      </Group>
      <ProblemAlert error={remove.error} />
    </>
  )
}
