import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from './problem-alert'

type Props<T> = {
  title: string
  text?: string
  action: string
  color?: string
  /** What is done with the password. */
  run: (password: string) => Promise<T>
  onDone: (result: T) => void
  onClose: () => void
  children?: ReactNode
}

/** Asks for the password once more before something that matters. */
export function PasswordDialog<T>({ title, text, action, color, run, onDone, onClose, children }: Props<T>) {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const deed = useMutation({ mutationFn: run, onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    deed.mutate(password)
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Stack>
          {text && <Text size="sm">{text}</Text>}
          {children}
          <PasswordInput label={t('account.passwordAgain')} autoComplete="current-password" required data-autofocus
            value={password} onChange={event => setPassword(event.currentTarget.value)} />
          <ProblemAlert error={deed.error} />
          <Button type="submit" color={color} loading={deed.isPending}>{action}</Button>
        </Stack>
      </form>
    </Modal>
  )
}
