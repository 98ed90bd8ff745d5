import { Button } from '@mantine/core'
import { lazy } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { patiently } from '~/lib/patiently'
import { IconHistory } from '~/ui/icons'
import { LaterMenu } from '~/ui/later-menu'

const PromptMenu = lazy(() => patiently(async () => ({ default: (await import('./prompt-menu')).PromptMenu })))

/** Prompts of before, to take one up again. */
export function PromptHistory({ onChoose }: { onChoose: (prompt: string) => void }) {
  const { t } = useWords()
  const button = (
    <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconHistory size={16} aria-hidden />}>
      {t('create.history')}
    </Button>
  )
  return <LaterMenu button={button} renderMenu={props => <PromptMenu {...props} onChoose={onChoose} />} />
}
