import { Button, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconHistory } from '~/ui/icons'
import { readPrompts } from '../prompt-history'

/** Prompts of before, to take one up again. */
export function PromptHistory({ onChoose }: { onChoose: (prompt: string) => void }) {
  const { t } = useWords()
  const [prompts, setPrompts] = useState<string[]>([])
  return (
    <Menu position="bottom-start" width={420} onOpen={() => setPrompts(readPrompts())}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconHistory size={16} aria-hidden />}
        >
          {t('create.history')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {prompts.length === 0 && <Menu.Label>{t('create.historyEmpty')}</Menu.Label>}
        {prompts.map(prompt => (
          <Menu.Item key={prompt} onClick={() => onChoose(prompt)}>
            <Text size="sm" lineClamp={2}>{prompt}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
