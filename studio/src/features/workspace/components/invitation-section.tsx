import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Workspace } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { tell, tellProblem } from '~/ui/toast'
import { invitationsQuery, inviteMember, takeBackInvitation } from '../api/members'

/** Who was asked to come in. */
export function InvitationSection({ workspace }: { workspace: Workspace }) {
  const words = useWords()
  const { t } = words
  const cache = useQueryClient()
  const query = invitationsQuery(workspace.id)
  const { data } = useQuery(query)
  const refresh = () => cache.invalidateQueries({ queryKey: query.queryKey })
  const [email, setEmail] = useState('')
  const [role, setRole] = useState('member')
  const invite = useMutation({
    mutationFn: inviteMember,
    onSuccess: () => {
      tell(t('workspace.invited', { email }))
      setEmail('')
      void refresh()
    },
  })
  const takeBack = (id: string) =>
    void takeBackInvitation({ workspaceId: workspace.id, id }).then(refresh, tellProblem)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate({ workspaceId: workspace.id, email, role })
  }
  return (
    <Section title={t('workspace.invitations')} text={t('workspace.invitationsText')}>
      {data?.items.map(invitation => (
        <Group key={invitation.id} justify="space-between">
          <Text size="sm">
            {invitation.email}{' '}
            <Text span size="xs" c="dimmed">{t('share.until', { time: words.day(invitation.expiresAt) })}</Text>
          </Text>
          <Button size="compact-xs" variant="default" onClick={() => takeBack(invitation.id)}>
            {t('workspace.takeBack')}
          </Button>
        </Group>
      ))}
      <form onSubmit={submit}>
        <Group align="end" gap="xs">
          <TextInput flex={1} type="email" required label={t('logIn.email')} value={email}
            onChange={event => setEmail(event.currentTarget.value)} />
          <Select w={120} allowDeselect={false} label={t('workspace.role')} value={role}
            data={(['member', 'admin'] as const).map(value => ({ value, label: t(`role.${value}`) }))}
            onChange={value => setRole(value ?? 'member')} />
          <Button type="submit" loading={invite.isPending}>{t('workspace.invite')}</Button>
        </Group>
      </form>
      <ProblemAlert error={invite.error} />
    </Section>
  )
}
