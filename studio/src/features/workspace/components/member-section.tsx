import { ActionIcon, Group, Select, Skeleton, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { IconX } from '~/ui/icons'
import { Section } from '~/ui/section'
import { tellProblem } from '~/ui/toast'
import { changeRole, membersQuery, removeMember } from '../api/members'

const Roles = ['owner', 'admin', 'member'] as const

/** Who is in a workspace, and as what. */
export function MemberSection({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const query = membersQuery(workspace.id)
  const { data } = useQuery(query)
  const manages = workspace.role !== 'member'
  const run = (deed: Promise<unknown>) =>
    void deed.then(() => cache.invalidateQueries({ queryKey: query.queryKey }), tellProblem)
  const setRole = (userId: string, role: string) => run(changeRole({ workspaceId: workspace.id, userId, role }))
  return (
    <Section title={t('workspace.members')}>
      {data?.items.map(member => (
        <Group key={member.userId} justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>{member.email}</Text>
          {manages
            ? (
              <Group gap={6} wrap="nowrap">
                <Select size="xs" w={120} allowDeselect={false}
                  aria-label={t('workspace.roleOf', { email: member.email })}
                  data={Roles.map(role => ({ value: role, label: t(`role.${role}`) }))} value={member.role}
                  onChange={role => role && setRole(member.userId, role)} />
                <ActionIcon aria-label={t('workspace.remove', { email: member.email })}
                  onClick={() => run(removeMember({ workspaceId: workspace.id, userId: member.userId }))}>
                  <IconX size={18} aria-hidden />
                </ActionIcon>
              </Group>
            )
            : <Text size="sm" c="dimmed">{t(`role.${member.role}` as 'role.owner')}</Text>}
        </Group>
      )) ?? <Skeleton h={60} />}
    </Section>
  )
}
