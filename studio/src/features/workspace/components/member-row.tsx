import { ActionIcon, Badge, Menu, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Member, Workspace } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount } from '~/lib/session/session'
import { workspacesQuery } from '~/lib/session/workspaces'
import { IconArrowsExchange, IconDotsVertical, IconTrash } from '~/ui/icons'
import { Question } from '~/ui/question'
import { tell, tellProblem } from '~/ui/toast'
import { changeRole, handOver, removeMember } from '../api/members'
import { rightsOver } from '../rights'
import classes from '../workspace.module.css'

type Props = { member: Member; workspace: Workspace }

/** One member: their role, which those who may can change, and ways to hand over to them or take them out. */
export function MemberRow({ member, workspace }: Props) {
  const words = useWords()
  const { t } = words
  const self = useAccount()?.id ?? ''
  const { roles } = rightsOver(member, workspace, self)
  const refresh = useRefresh(workspace)
  const change = useMutation({
    mutationFn: (role: string) => changeRole({ workspaceId: workspace.id, userId: member.userId, role }),
    onSuccess: async () => {
      await refresh()
      tell(t('app.saved'))
    },
    onError: tellProblem,
  })
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {member.email}{member.userId === self && ` (${t('workspace.you')})`}
        </Text>
        <Text size="xs" c="dimmed">{t('workspace.since', { day: words.day(member.createdAt) })}</Text>
      </div>
      {roles.length > 0
        ? (
          <Select size="xs" w={150} allowDeselect={false} aria-label={t('workspace.roleOf', { name: member.email })}
            value={member.role} disabled={change.isPending}
            data={roles.map(role => ({ value: role, label: t(`workspace.role.${role}` as MessageKey) }))}
            onChange={role => role && role !== member.role && change.mutate(role)} />
        )
        : <Badge variant="default" tt="none" fw={500}>{t(`workspace.role.${member.role}` as MessageKey)}</Badge>}
      {roles.length > 0 && <MemberMenu member={member} workspace={workspace} self={self} />}
    </div>
  )
}

function MemberMenu({ member, workspace, self }: Props & { self: string }) {
  const { t } = useWords()
  const [isRemoving, removing] = useDisclosure(false)
  const [isHanding, handing] = useDisclosure(false)
  const refresh = useRefresh(workspace)
  const { canHandOver } = rightsOver(member, workspace, self)
  const place = { workspaceId: workspace.id, userId: member.userId }
  const remove = useMutation({ mutationFn: () => removeMember(place), onSuccess: refresh })
  const hand = useMutation({
    mutationFn: () => handOver(place),
    onSuccess: () => {
      handing.close()
      return refresh()
    },
  })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('keys.actions', { name: member.email })}>
            <IconDotsVertical size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {canHandOver && (
            <Menu.Item leftSection={<IconArrowsExchange size={18} aria-hidden />} onClick={handing.open}>
              {t('workspace.handOver')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={removing.open}>
            {t('workspace.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Question isOpen={isHanding} title={t('workspace.handOverAsk')}
        text={t('workspace.handOverText', { name: member.email })}
        yes={t('workspace.handOver')} asking={hand} onClose={handing.close} />
      <Question isOpen={isRemoving} title={t('workspace.removeAsk', { name: member.email })}
        text={t('workspace.removeText')}
        yes={t('workspace.remove')} asking={remove} onClose={removing.close} />
    </>
  )
}

/** Reads anew what a change of members changes. */
function useRefresh(workspace: Workspace): () => Promise<unknown> {
  const cache = useQueryClient()
  return () => Promise.all([
    cache.invalidateQueries({ queryKey: ['workspace', workspace.id] }),
    cache.invalidateQueries({ queryKey: workspacesQuery.queryKey }),
  ])
}
