import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Workspace } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { useWorkspace, workspacesQuery } from '~/lib/session/workspaces'
import { IconPencil } from '~/ui/icons'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { RenameForm } from '~/ui/rename-form'
import { renameWorkspace } from './api/workspaces'
import { Ending } from './components/ending'
import { Invitations } from './components/invitations'
import { Members } from './components/members'
import { Workspaces } from './components/workspaces'
import { isManager } from './rights'

/** The workspace that everything is about: who is in it, who is to come, and the person's other ones. */
export function WorkspacePage() {
  const { t } = useWords()
  const workspace = useWorkspace()
  const { error, refetch } = useQuery(workspacesQuery)
  return (
    <Page title={t('workspace.title')} size={880}>
      <Stack gap="lg">
        <Workspaces />
        {workspace
          ? <Current key={workspace.id} workspace={workspace} />
          : error
            ? <ProblemAlert error={error} onRetry={() => void refetch()} />
            : <Skeleton h={280} radius="lg" />}
      </Stack>
    </Page>
  )
}

function Current({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  return (
    <>
      <Heading workspace={workspace} />
      {workspace.isPersonal
        ? <Text c="dimmed">{t('workspace.personalText')}</Text>
        : <Members workspace={workspace} />}
      {!workspace.isPersonal && isManager(workspace) && <Invitations workspace={workspace} />}
      {!workspace.isPersonal && <Ending workspace={workspace} />}
    </>
  )
}

function Heading({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [isRenaming, { open, close }] = useDisclosure(false)
  return (
    <Group justify="space-between" mt="sm">
      <Group gap="xs">
        <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>{workspace.name}</Title>
        <Badge variant="default" tt="none" fw={500}>{t(`workspace.role.${workspace.role}` as MessageKey)}</Badge>
      </Group>
      {isManager(workspace) && (
        <Button size="xs" variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={open}>
          {t('workspace.rename')}
        </Button>
      )}
      <RenameForm isOpen={isRenaming} title={t('workspace.rename')} label={t('workspace.name')} name={workspace.name}
        onClose={close}
        onRename={async name => {
          await renameWorkspace({ workspaceId: workspace.id, name })
          await cache.invalidateQueries({ queryKey: workspacesQuery.queryKey })
        }} />
    </Group>
  )
}
