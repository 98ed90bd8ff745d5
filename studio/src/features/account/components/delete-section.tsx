import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { useDepart } from '~/lib/session/session'
import { PasswordDialog } from '~/ui/password-dialog'
import { Section } from '~/ui/section'
import { tell } from '~/ui/toast'
import { deleteAccount } from '../api/manage-account'

/** The end of an account, with all that is in it. */
export function DeleteSection() {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const depart = useDepart()
  const leave = () => {
    tell(t('account.deleted'))
    void depart()
  }
  return (
    <Section title={t('account.delete')} text={t('account.deleteText')}>
      <Button variant="light" color="red" size="xs" w="fit-content" onClick={() => setOpen(true)}>
        {t('account.delete')}
      </Button>
      {isOpen && (
        <PasswordDialog title={t('account.delete')} text={t('account.deleteText')} action={t('account.delete')}
          color="red" run={deleteAccount} onDone={leave} onClose={() => setOpen(false)} />
      )}
    </Section>
  )
}
