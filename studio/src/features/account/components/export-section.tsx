import { Button } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { IconDownload } from '~/ui/icons'
import { Section } from '~/ui/section'

/** All that is the person's, as a file. The browser saves it while it comes: it may be larger than memory. */
export function ExportSection() {
  const { t } = useWords()
  return (
    <Section title={t('account.export')} text={t('account.exportText')}>
      <Button component="a" href="/api/v1/account/export" download variant="default" size="xs" w="fit-content"
        leftSection={<IconDownload size={16} aria-hidden />}>
        {t('account.exportAction')}
      </Button>
    </Section>
  )
}
