import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { keep } from '~/lib/storage'
import { ProblemAlert } from '~/ui/problem-alert'
import { tell, tellProblem } from '~/ui/toast'
import { register, resendConfirmation } from './api/register'
import { EntryCard } from './components/entry-card'
import { useLinkToken } from './link-token'

const PasswordMin = 10

/** A new account; an invitation comes as the address's part after #. */
export function RegisterPage() {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const invitation = useLinkToken()
  const next = useSearchParams()[0].get('next')
  const entry = useMutation({
    mutationFn: register,
    onSuccess: () => keep('next', next ?? undefined), // the mail opens a page of its own
  })
  if (entry.data) return <WhatNext next={entry.data.next} email={email} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    entry.mutate({ email, password, invitation })
  }
  return (
    <EntryCard
      title={t('register.title')}
      text={invitation ? t('register.invited') : undefined}
      foot={<>{t('register.known')} <Anchor component={Link} to="/log-in" size="sm">{t('nav.logIn')}</Anchor></>}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t('logIn.email')} type="email" autoComplete="username" required
            value={email} onChange={event => setEmail(event.currentTarget.value)} />
          <PasswordInput label={t('logIn.password')} description={t('register.passwordHint', { count: PasswordMin })}
            autoComplete="new-password" required minLength={PasswordMin} maxLength={200}
            value={password} onChange={event => setPassword(event.currentTarget.value)} />
          <ProblemAlert error={entry.error} />
          <Button type="submit" loading={entry.isPending}>{t('nav.register')}</Button>
        </Stack>
      </form>
    </EntryCard>
  )
}

/** What there is to do once the form was taken: the answer is the same whether the address was known. */
function WhatNext({ next, email }: { next: string; email: string }) {
  const { t } = useWords()
  const again = useMutation({
    mutationFn: resendConfirmation,
    onSuccess: () => tell(t('register.resent')),
    onError: tellProblem,
  })
  if (next === 'log-in')
    return (
      <EntryCard title={t('register.done')}>
        <Button component={Link} to="/log-in">{t('nav.logIn')}</Button>
      </EntryCard>
    )
  return (
    <EntryCard title={t('register.mailTitle')} text={t('register.mailText', { email })}>
      {next === 'approval' && <Text size="sm" ta="center">{t('problem.awaiting_approval')}</Text>}
      <Button variant="default" loading={again.isPending} onClick={() => again.mutate(email)}>
        {t('register.resend')}
      </Button>
    </EntryCard>
  )
}
