import { Stack } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { useAccount } from '~/lib/session/session'
import { Page } from '~/ui/page'
import { DeleteSection } from './components/delete-section'
import { EmailSection, PasswordSection } from './components/entry-sections'
import { ExportSection } from './components/export-section'
import { PasskeySection } from './components/passkey-section'
import { SessionSection } from './components/session-section'
import { TwoFactorSection } from './components/two-factor-section'

/** Everything about a person's own account. */
export function AccountPage() {
  const { t } = useWords()
  const account = useAccount()
  if (!account) return null
  return (
    <Page title={t('nav.account')} size="sm">
      <Stack gap="lg">
        <EmailSection account={account} />
        <PasswordSection />
        <TwoFactorSection account={account} />
        <PasskeySection />
        <SessionSection />
        <ExportSection />
        <DeleteSection />
      </Stack>
    </Page>
  )
}
