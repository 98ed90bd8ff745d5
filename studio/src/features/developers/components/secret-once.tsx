import { Alert, Button, Code, Group, Stack } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { CopyButton } from '~/ui/copy-button'
import { IconAlertTriangle } from '~/ui/icons'

/** A secret that is shown now and never again. */
export function SecretOnce({ secret, text, onDone }: { secret: string; text: string; onDone: () => void }) {
  const { t } = useWords()
  return (
    <Stack>
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />}>{text}</Alert>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }} data-testid="secret">{secret}</Code>
      <Group justify="space-between">
        <CopyButton text={secret} />
        <Button onClick={onDone}>{t('keys.done')}</Button>
      </Group>
    </Stack>
  )
}
