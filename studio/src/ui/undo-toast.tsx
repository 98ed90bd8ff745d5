import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { say, speech } from '~/lib/i18n/i18n'

const ShownMs = 5500

/** Says that something was done, with a way back as long as it is shown. */
export function tellUndoable(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={() => {
          undo()
          notifications.hide(id)
        }}>
          {say(speech.get(), 'app.undo')}
        </Button>
      </Group>
    ),
    autoClose: ShownMs,
    withBorder: true,
  })
}
