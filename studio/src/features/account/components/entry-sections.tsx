import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Account } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { useChangePerson } from '~/lib/session/session'
import { PasswordDialog } from '~/ui/password-dialog'
import { ProblemAlert } from '~/ui/problem-alert'
import { Section } from '~/ui/section'
import { tell } from '~/ui/toast'
import { changeEmail, changePassword } from '../api/manage-account'

/** The address, and another one. */
export function EmailSection({ account }: { account: Account }) {
  const words = useWords()
  const { t } = words
  const [isOpen, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  return (
    <Section title={t('account.profile')}>
      <Group justify="space-between">
        <div>
          <Text fw={600}>{account.email}</Text>
          <Text size="sm" c="dimmed">{t('account.since', { day: words.day(account.createdAt) })}</Text>
        </div>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>{t('account.changeEmail')}</Button>
      </Group>
      {isOpen && (
        <PasswordDialog title={t('account.changeEmail')} text={t('account.changeEmailText')} action={t('forgot.send')}
          run={password => changeEmail({ email, password })} onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            tell(t('forgot.sentText', { email }))
          }}>
          <TextInput label={t('account.newEmail')} type="email" required value={email}
            onChange={event => setEmail(event.currentTarget.value)} />
        </PasswordDialog>
      )}
    </Section>
  )
}

/** A new password; it ends every session, this one too. */
export function PasswordSection() {
  const { t } = useWords()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNew] = useState('')
  const changePerson = useChangePerson()
  const navigate = useNavigate()
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      tell(t('account.passwordChanged'))
      changePerson(null)
      void navigate('/log-in')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ currentPassword, newPassword })
  }
  return (
    <Section title={t('logIn.password')} text={t('account.passwordText')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <PasswordInput label={t('account.currentPassword')} autoComplete="current-password" required
            value={currentPassword} onChange={event => setCurrent(event.currentTarget.value)} />
          <PasswordInput label={t('reset.password')} description={t('register.passwordHint', { count: 10 })}
            autoComplete="new-password" required minLength={10} maxLength={200}
            value={newPassword} onChange={event => setNew(event.currentTarget.value)} />
          <ProblemAlert error={change.error} />
          <Button type="submit" variant="default" w="fit-content" loading={change.isPending}>{t('reset.set')}</Button>
        </Stack>
      </form>
    </Section>
  )
}
