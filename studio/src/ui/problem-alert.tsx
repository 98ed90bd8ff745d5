import { Alert, Button, Group, Text } from '@mantine/core'
import type { Values } from '~/lib/i18n/i18n'
import { sentenceOf } from '~/lib/i18n/sentence'
import { useWords } from '~/lib/i18n/use-words'
import { IconAlertTriangle } from './icons'

/** Why something did not work, and a way to try it once more where that may help. */
export function ProblemAlert({ error, values, onRetry }: { error: unknown; values?: Values; onRetry?: () => void }) {
  const words = useWords()
  if (!error) return null
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{sentenceOf(error, words, values)}</Text>
        {onRetry && <Button size="xs" variant="default" onClick={onRetry}>{words.t('app.retry')}</Button>}
      </Group>
    </Alert>
  )
}
