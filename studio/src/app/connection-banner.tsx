import { Group, Loader, Text } from '@mantine/core'
import { connection } from '~/lib/connection'
import { useWords } from '~/lib/i18n/use-words'
import { useStore } from '~/lib/store'
import { IconPlugConnectedX } from '~/ui/icons'
import classes from './shell.module.css'

/** Says that the server is away; it goes by itself. Nothing moves: it lies over the page. */
export function ConnectionBanner() {
  const { t } = useWords()
  const state = useStore(connection)
  return (
    <div role="status" aria-live="polite">
      {state !== 'here' && (
        <Group className={classes.banner} gap="sm" wrap="nowrap">
          {state === 'away' ? <Loader size={18} aria-hidden /> : <IconPlugConnectedX size={20} aria-hidden />}
          <Text size="sm">{t(`connection.${state}`)}</Text>
        </Group>
      )}
    </div>
  )
}
