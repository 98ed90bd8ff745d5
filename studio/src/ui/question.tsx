import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from './problem-alert'

type Props = {
  isOpen: boolean
  title: string
  text: ReactNode
  yes: string
  /** What is done where the answer is yes. */
  asking: Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending' | 'error'>
  isYesOff?: boolean
  onClose: () => void
}

/** Asks before something is done that cannot be undone. */
export function Question({ isOpen, title, text, yes, asking, isYesOff, onClose }: Props) {
  const { t } = useWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        {typeof text === 'string' ? <Text size="sm">{text}</Text> : text}
        <ProblemAlert error={asking.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={isYesOff ? undefined : true}>
            {t('app.cancel')}
          </Button>
          <Button color="red" loading={asking.isPending} disabled={isYesOff} onClick={() => asking.mutate()}>
            {yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
