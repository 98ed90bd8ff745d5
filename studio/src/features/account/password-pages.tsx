import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { forgotPassword, resetPassword } from './api/reset-password'
import { EntryCard } from './components/entry-card'
import { useLinkToken } from './link-token'

/** Asks for a link to set a new password. */
export function ForgotPasswordPage() {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const request = useMutation({ mutationFn: forgotPassword })
  if (request.isSuccess)
    return <EntryCard title={t('forgot.sent')} text={t('forgot.sentText', { email })}>{null}</EntryCard>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    request.mutate(email)
  }
  return (
    <EntryCard title={t('forgot.title')} text={t('forgot.text')}
      foot={<Anchor component={Link} to="/log-in" size="sm">{t('nav.logIn')}</Anchor>}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label={t('logIn.email')} type="email" autoComplete="username" required
            value={email} onChange={event => setEmail(event.currentTarget.value)} />
          <ProblemAlert error={request.error} />
          <Button type="submit" loading={request.isPending}>{t('forgot.send')}</Button>
        </Stack>
      </form>
    </EntryCard>
  )
}

/** Sets a new password by a mail's link. */
export function ResetPasswordPage() {
  const { t } = useWords()
  const token = useLinkToken()
  const [password, setPassword] = useState('')
  const reset = useMutation({ mutationFn: resetPassword })
  if (reset.isSuccess)
    return (
      <EntryCard title={t('reset.done')}>
        <Button component={Link} to="/log-in">{t('nav.logIn')}</Button>
      </EntryCard>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reset.mutate({ token: token ?? '', password })
  }
  return (
    <EntryCard title={t('reset.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput label={t('reset.password')} description={t('register.passwordHint', { count: 10 })}
            autoComplete="new-password" required minLength={10} maxLength={200}
            value={password} onChange={event => setPassword(event.currentTarget.value)} />
          <ProblemAlert error={reset.error} />
          <Button type="submit" loading={reset.isPending}>{t('reset.set')}</Button>
        </Stack>
      </form>
    </EntryCard>
  )
}
