import { Code, Group, SegmentedControl, Stack } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { keep, kept } from '~/lib/storage'
import { CopyButton } from '~/ui/copy-button'
import { Scroller } from '~/ui/scroller'
import { type Call, type SnippetLanguage, SnippetLanguages, keyShown, snippet } from '../snippets'

const Kept = 'snippet-language'

/** A call in the language that was chosen last. */
export function Snippet({ call, prefix }: { call: Call; prefix: string | undefined }) {
  const { t } = useWords()
  const [language, setLanguage] = useState<SnippetLanguage>(() => {
    const last = kept(Kept) ?? ''
    return last in SnippetLanguages ? (last as SnippetLanguage) : 'curl'
  })
  const text = snippet[language](call, keyShown(prefix))
  const choose = (next: string) => {
    setLanguage(next as SnippetLanguage)
    keep(Kept, next)
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <SegmentedControl size="xs" aria-label={t('developers.language')} value={language} onChange={choose}
          data={Object.entries(SnippetLanguages).map(([value, label]) => ({ value, label }))} />
        <CopyButton text={text} />
      </Group>
      <Scroller label={t('developers.example')}><Code block w="max-content" miw="100%">{text}</Code></Scroller>
    </Stack>
  )
}
