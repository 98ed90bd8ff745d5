import { Badge, Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { chooseWorkspace, workspace as chosenWorkspace } from '~/lib/session/workspace'
import { useStore } from '~/lib/store'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { createWorkspace, workspacesQuery } from './api/workspaces'
import { InvitationSection } from './components/invitation-section'
import { MemberSection } from './components/member-section'
import { SettingsSection } from './components/settings-section'

/** The workspaces of a person: which one is meant, and who is in it. */
export function WorkspacePage() {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(workspacesQuery)
  const chosen = useStore(chosenWorkspace)
  const current = data?.items.find(one => (chosen ? one.id === chosen : one.isPersonal))
  const manages = current?.role === 'owner' || current?.role === 'admin'
  return (
    <Page title={t('nav.workspace')} size="sm">
      <Stack gap="lg">
        <ProblemAlert error={error} onRetry={() => void refetch()} />
        <Section title={t('workspace.switch')} text={t('workspace.switchText')}>
          {data
            ? data.items.map(one => <WorkspaceRow key={one.id} workspace={one} isCurrent={one === current} />)
            : <Skeleton h={100} />}
          <NewWorkspace />
        </Section>
        {current && !current.isPersonal && <MemberSection workspace={current} />}
        {current && !current.isPersonal && manages && <InvitationSection workspace={current} />}
        {current && manages && <SettingsSection key={current.id} workspace={current} />}
      </Stack>
    </Page>
  )
}

/** Everything that is shown is of one workspace: another one, and all is read anew. */
function useSwitch(): (workspace: Workspace) => void {
  const cache = useQueryClient()
  return workspace => {
    chooseWorkspace(workspace.isPersonal ? null : workspace.id)
    const stays = new Set(['account', 'workspaces'])
    cache.removeQueries({ predicate: query => !stays.has(String(query.queryKey[0])), type: 'inactive' })
    void cache.invalidateQueries()
  }
}

function WorkspaceRow({ workspace, isCurrent }: { workspace: Workspace; isCurrent: boolean }) {
  const { t } = useWords()
  const change = useSwitch()
  return (
    <Group justify="space-between">
      <div>
        <Text fw={600} size="sm">{workspace.isPersonal ? t('nav.personal') : workspace.name}</Text>
        <Text size="xs" c="dimmed">
          {t(`role.${workspace.role}` as 'role.owner')} · {t('plans.seats', { count: workspace.memberCount })}
          {` · ${workspace.plan}`}
        </Text>
      </div>
      {isCurrent
        ? <Badge variant="light">{t('sessions.current')}</Badge>
        : <Button size="xs" variant="default" onClick={() => change(workspace)}>{t('workspace.goTo')}</Button>}
    </Group>
  )
}

function NewWorkspace() {
  const { t } = useWords()
  const [name, setName] = useState('')
  const change = useSwitch()
  const cache = useQueryClient()
  const create = useMutation({
    mutationFn: createWorkspace,
    onSuccess: async made => {
      setName('')
      await cache.invalidateQueries({ queryKey: workspacesQuery.queryKey })
      change(made)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(name)
  }
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs">
        <TextInput flex={1} label={t('workspace.new')} required maxLength={100} value={name}
          onChange={event => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={create.isPending}>{t('collection.make')}</Button>
      </Group>
      <ProblemAlert error={create.error} />
    </form>
  )
}
