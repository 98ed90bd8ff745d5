import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { say, speech } from '~/lib/i18n/i18n'
import { isTyping } from '~/lib/typing'

const ShownMs = 8000

/** What can be taken back, and what is done once it can be no more. */
type Undoable = { undo: () => void; finish: () => void }

/** Says that something was done, with a way back as long as it is shown: a button, and Ctrl+Z. */
export function tellUndoable(message: string, { undo, finish }: Undoable): void {
  const takeBack = () => {
    undo()
    notifications.hide(id)
  }
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'z' || isTyping(event.target)) return
    event.preventDefault()
    takeBack()
  }
  addEventListener('keydown', onKey)
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" aria-keyshortcuts="Control+Z" onClick={takeBack}>
          {say(speech.get(), 'app.undo')}
        </Button>
      </Group>
    ),
    autoClose: ShownMs,
    withBorder: true,
    closeButtonProps: { 'aria-label': say(speech.get(), 'app.close') },
    onClose: () => {
      removeEventListener('keydown', onKey)
      finish() // nothing, where it was taken back
    },
  })
}
