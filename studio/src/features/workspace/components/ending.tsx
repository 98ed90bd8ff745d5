import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount } from '~/lib/session/session'
import { useTurnTo, workspacesQuery } from '~/lib/session/workspaces'
import { Card } from '~/ui/card'
import { Question } from '~/ui/question'
import { tell } from '~/ui/toast'
import { membersQuery, removeMember } from '../api/members'
import { deleteWorkspace } from '../api/workspaces'
import { canLeave } from '../rights'

/** Going away from a workspace, and making an end of it. */
export function Ending({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  return (
    <Card title={t('workspace.ending')}>
      <Stack>
        <Leave workspace={workspace} />
        {workspace.role === 'owner' && <Delete workspace={workspace} />}
      </Stack>
    </Card>
  )
}

function Leave({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const self = useAccount()?.id ?? ''
  const members = useInfiniteQuery(membersQuery(workspace.id)).data?.pages.flatMap(page => page.items) ?? []
  const [isOpen, { open, close }] = useDisclosure(false)
  const goHome = useGoHome(workspace)
  const leave = useMutation({
    mutationFn: () => removeMember({ workspaceId: workspace.id, userId: self }),
    onSuccess: () => goHome(t('workspace.left', { name: workspace.name })),
  })
  const isFree = canLeave(workspace, members)
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={520}>{t(isFree ? 'workspace.leaveText' : 'workspace.lastOwner')}</Text>
      <Button variant="default" disabled={!isFree} onClick={open}>{t('workspace.leave')}</Button>
      <Question isOpen={isOpen} title={t('workspace.leaveAsk', { name: workspace.name })}
        text={t('workspace.leaveText')}
        yes={t('workspace.leave')} asking={leave} onClose={close} />
    </Group>
  )
}

function Delete({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const [isOpen, { open, close }] = useDisclosure(false)
  const [typed, setTyped] = useState('')
  const goHome = useGoHome(workspace)
  const remove = useMutation({
    mutationFn: () => deleteWorkspace(workspace.id),
    onSuccess: () => goHome(t('workspace.deleted', { name: workspace.name })),
  })
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" maw={520}>{t('workspace.deleteText')}</Text>
      <Button variant="default" c="var(--mantine-color-error)" onClick={open}>{t('workspace.delete')}</Button>
      <Question isOpen={isOpen} title={t('workspace.deleteAsk', { name: workspace.name })} yes={t('workspace.delete')}
        text={(
          <>
            <Text size="sm">{t('workspace.deleteText')}</Text>
            <TextInput label={t('workspace.deleteType', { name: workspace.name })} data-autofocus autoComplete="off"
              value={typed} onChange={event => setTyped(event.currentTarget.value)} />
          </>
        )}
        isYesOff={typed.trim() !== workspace.name} asking={remove} onClose={close} />
    </Group>
  )
}

/** Back to the person's own workspace, once this one is theirs no more. */
function useGoHome(workspace: Workspace): (said: string) => void {
  const cache = useQueryClient()
  const turnTo = useTurnTo()
  return said => {
    turnTo(null)
    cache.setQueryData(workspacesQuery.queryKey, list => list?.filter(one => one.id !== workspace.id))
    tell(said)
  }
}
