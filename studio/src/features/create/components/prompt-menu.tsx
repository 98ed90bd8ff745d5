import { Menu, Text } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { readPrompts } from '../prompt-history'

type Props = { button: ReactElement; isOpenAtOnce: boolean; onChoose: (prompt: string) => void }

/** Prompts of before as a menu under a button. */
export function PromptMenu({ button, isOpenAtOnce, onChoose }: Props) {
  const { t } = useWords()
  const [prompts, setPrompts] = useState(readPrompts)
  return (
    <Menu position="bottom-start" width={420} defaultOpened={isOpenAtOnce} onOpen={() => setPrompts(readPrompts())}>
      <Menu.Target>{button}</Menu.Target>
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
