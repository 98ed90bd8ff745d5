import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useWords } from '~/lib/i18n/use-words'
import { IconCheck, IconCopy } from './icons'

/** Copies a text, and says that it did. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useWords()
  const clipboard = useClipboard({ timeout: 1500 })
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      onClick={() => clipboard.copy(text)}
    >
      {clipboard.copied ? t('app.copied') : (label ?? t('app.copy'))}
    </Button>
  )
}
