import { Anchor, Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount } from '~/lib/session/session'
import { chooseWorkspace } from '~/lib/session/workspace'
import { ProblemAlert } from '~/ui/problem-alert'
import { acceptInvitation } from './api/accept-invitation'
import { EntryCard } from './components/entry-card'
import { useLinkToken } from './link-token'

/** Joins a workspace by an invitation; who has no account makes one with the same link. */
export function JoinPage() {
  const { t } = useWords()
  const token = useLinkToken()
  const account = useAccount()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const joining = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: workspace => {
      chooseWorkspace(workspace.id)
      void cache.invalidateQueries()
      void navigate('/create')
    },
  })
  return (
    <EntryCard title={t('join.title')} text={account ? t('join.text', { email: account.email }) : t('join.stranger')}>
      <ProblemAlert error={joining.error} />
      {account
        ? <Button loading={joining.isPending} onClick={() => joining.mutate(token ?? '')}>{t('join.accept')}</Button>
        : (
          <>
            <Button component={Link} to={`/log-in?next=${encodeURIComponent(`/join#${token ?? ''}`)}`}>
              {t('nav.logIn')}
            </Button>
            <Anchor component={Link} to={`/register#${token ?? ''}`} ta="center">{t('nav.register')}</Anchor>
          </>
        )}
    </EntryCard>
  )
}
