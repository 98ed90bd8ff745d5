import { Anchor, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { isProblem } from '~/api/problem'
import type { Account } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount, useChangePerson } from '~/lib/session/session'
import { keep, kept } from '~/lib/storage'
import { IconFingerprint } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { logIn } from './api/log-in'
import { hasPasskeys, logInWithPasskey } from './api/log-in-with-passkey'
import { CodeFields, type CodeKind } from './components/code-fields'
import { EntryCard } from './components/entry-card'
import { isOurAddress } from './next-address'

/** Log in by password, with a second factor where there is one, or by passkey. */
export function LogInPage() {
  const { t } = useWords()
  const next = useNext()
  const account = useAccount()
  const enter = useEnter(next)
  const passkey = useMutation({ mutationFn: logInWithPasskey, onSuccess: enter })
  const isRefused = passkey.error && !(passkey.error instanceof DOMException)
  if (account && !passkey.isPending) return <Navigate to={next} replace />
  return (
    <EntryCard
      title={t('logIn.title')}
      foot={(
        <>
          {t('logIn.new')}{' '}
          <Anchor component={Link} to={`/register?next=${encodeURIComponent(next)}`} size="sm">
            {t('nav.register')}
          </Anchor>
        </>
      )}
    >
      <PasswordForm onEnter={enter} />
      {hasPasskeys() && (
        <>
          <Divider label={t('logIn.or')} />
          <Button variant="default" leftSection={<IconFingerprint size={18} aria-hidden />}
            loading={passkey.isPending} onClick={() => passkey.mutate()}>
            {t('logIn.passkey')}
          </Button>
          {isRefused && <ProblemAlert error={passkey.error} />}
        </>
      )}
    </EntryCard>
  )
}

function PasswordForm({ onEnter }: { onEnter: (account: Account) => void }) {
  const { t } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [kind, setKind] = useState<CodeKind>('code')
  const entry = useMutation({ mutationFn: logIn, onSuccess: onEnter, onError: () => setCode('') })
  const [needsCode, needCode] = useState(false)
  const isCodeAsked = needsCode || isProblem(entry.error, 'two_factor_needed')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isCodeAsked) needCode(true)
    entry.mutate({ email, password, ...(isCodeAsked && code ? { [kind]: code.replaceAll(' ', '') } : {}) })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label={t('logIn.email')} type="email" autoComplete="username webauthn" required
          value={email} onChange={event => setEmail(event.currentTarget.value)} />
        <PasswordInput label={t('logIn.password')} autoComplete="current-password" required
          value={password} onChange={event => setPassword(event.currentTarget.value)} />
        {isCodeAsked && <CodeFields kind={kind} onKind={setKind} code={code} onCode={setCode} />}
        {!(isProblem(entry.error, 'two_factor_needed') && !needsCode) && <ProblemAlert error={entry.error} />}
        <Button type="submit" loading={entry.isPending}>{t('nav.logIn')}</Button>
        <Anchor component={Link} to="/forgot-password" size="sm" ta="center">{t('logIn.forgot')}</Anchor>
      </Stack>
    </form>
  )
}

/** Where to go on, as long as it is one of our own pages: as the address says, or as it did before registering. */
function useNext(): string {
  const next = useSearchParams()[0].get('next') ?? kept('next') ?? ''
  return isOurAddress(next) ? next : '/create'
}

function useEnter(next: string) {
  const changePerson = useChangePerson()
  const navigate = useNavigate()
  return (account: Account) => {
    keep('next', undefined)
    changePerson(account)
    void navigate(next, { replace: true })
  }
}
