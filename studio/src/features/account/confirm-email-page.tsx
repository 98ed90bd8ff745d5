import { Button, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { confirmEmail } from './api/register'
import { EntryCard } from './components/entry-card'
import { useLinkToken } from './link-token'

/** Confirms an address by a mail's link, as soon as it is opened. */
export function ConfirmEmailPage() {
  const { t } = useWords()
  const token = useLinkToken()
  const confirmation = useQuery({
    queryKey: ['confirm-email', token],
    queryFn: async () => {
      await confirmEmail(token ?? '')
      return true
    },
    staleTime: Infinity,
    retry: false,
  })
  if (confirmation.isPending) return <EntryCard title={t('confirm.title')}><Loader mx="auto" /></EntryCard>
  return (
    <EntryCard title={confirmation.data ? t('confirm.done') : t('confirm.failed')}>
      <ProblemAlert error={confirmation.error} />
      <Button component={Link} to="/log-in">{t('nav.logIn')}</Button>
    </EntryCard>
  )
}
