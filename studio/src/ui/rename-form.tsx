import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from './problem-alert'

type Props = {
  isOpen: boolean
  title: string
  label: string
  name: string
  onRename: (name: string) => Promise<unknown>
  onClose: () => void
}

/** Gives something another name. */
export function RenameForm(props: Props) {
  const { t } = useWords()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}
      closeButtonProps={{ 'aria-label': t('app.close') }}>
      <NameField {...props} />
    </Modal>
  )
}

function NameField({ label, name, onRename, onClose }: Props) {
  const { t } = useWords()
  const [text, setText] = useState(name)
  const renaming = useMutation({ mutationFn: () => onRename(text.trim()), onSuccess: onClose })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    renaming.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={label} required maxLength={100} data-autofocus value={text}
          onChange={event => setText(event.currentTarget.value)} />
        <ProblemAlert error={renaming.error} />
        <Button type="submit" loading={renaming.isPending} disabled={text.trim() === ''}>{t('app.save')}</Button>
      </Stack>
    </form>
  )
}
