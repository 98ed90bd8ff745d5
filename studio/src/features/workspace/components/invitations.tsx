import { ActionIcon, Alert, Anchor, Badge, Button, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { isProblem } from '~/api/problem'
import type { Invitation, Workspace } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { Card } from '~/ui/card'
import { IconX } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { tell, tellProblem } from '~/ui/toast'
import { invitationsQuery, invite, takeBack } from '../api/invitations'
import classes from '../workspace.module.css'

/** Who is invited and has not come yet, and a way to invite. */
export function Invitations({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const { data: invitations, error, refetch } = useQuery(invitationsQuery(workspace.id))
  return (
    <Card title={t('workspace.invitations')}>
      <InviteForm workspace={workspace} />
      {error && !invitations && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!error && !invitations && <Skeleton h={40} mt="md" />}
      {invitations?.length === 0 && <Text size="sm" c="dimmed" mt="md">{t('workspace.invitationsNone')}</Text>}
      {invitations && invitations.length > 0 && (
        <Stack gap={0} mt="md">
          {invitations.map(one => <InvitationRow key={one.id} invitation={one} workspace={workspace} />)}
        </Stack>
      )}
    </Card>
  )
}

function InviteForm({ workspace }: { workspace: Workspace }) {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState('member')
  const cache = useQueryClient()
  const inviting = useMutation({
    mutationFn: () => invite({ workspaceId: workspace.id, email: email.trim(), role }),
    onSuccess: () => {
      tell(t('workspace.invited', { email: email.trim() }))
      setEmail('')
      return cache.invalidateQueries({ queryKey: invitationsQuery(workspace.id).queryKey })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    inviting.mutate()
  }
  return (
    <form onSubmit={submit}>
      <div className={classes.invite}>
        <TextInput className={classes.who} label={t('logIn.email')} type="email" required maxLength={254} value={email}
          onChange={event => setEmail(event.currentTarget.value)} />
        <Select label={t('workspace.role')} w={150} allowDeselect={false} value={role}
          onChange={next => setRole(next ?? 'member')}
          data={['member', 'admin'].map(one => ({ value: one, label: t(`workspace.role.${one}` as MessageKey) }))} />
        <Button type="submit" loading={inviting.isPending}>{t('workspace.invite')}</Button>
      </div>
      <Text size="xs" c="dimmed" mt={6}>{t(role === 'admin' ? 'workspace.adminText' : 'workspace.memberText')}</Text>
      {isProblem(inviting.error, 'seats')
        ? (
          <Alert mt="sm" color="yellow" variant="light" role="alert">
            {t('workspace.seats')} <Anchor component={Link} to="/plans" inherit>{t('create.plans')}</Anchor>
          </Alert>
        )
        : <ProblemAlert error={inviting.error} />}
    </form>
  )
}

function InvitationRow({ invitation, workspace }: { invitation: Invitation; workspace: Workspace }) {
  const words = useWords()
  const { t } = words
  const cache = useQueryClient()
  const taking = useMutation({
    mutationFn: () => takeBack({ workspaceId: workspace.id, id: invitation.id }),
    onSuccess: () => cache.invalidateQueries({ queryKey: invitationsQuery(workspace.id).queryKey }),
    onError: tellProblem,
  })
  return (
    <div className={classes.row}>
      <div className={classes.who}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>{invitation.email}</Text>
        <Text size="xs" c="dimmed">{t('workspace.invitedUntil', { day: words.day(invitation.expiresAt) })}</Text>
      </div>
      <Badge variant="default" tt="none" fw={500}>
        {t(`workspace.role.${invitation.role ?? 'member'}` as MessageKey)}
      </Badge>
      <ActionIcon aria-label={t('workspace.takeBack', { email: invitation.email })} loading={taking.isPending}
        onClick={() => taking.mutate()}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}
