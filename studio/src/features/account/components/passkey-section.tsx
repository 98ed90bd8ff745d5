import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { IconFingerprint, IconTrash } from '~/ui/icons'
import { PasswordDialog } from '~/ui/password-dialog'
import { Section } from '~/ui/section'
import { tellProblem } from '~/ui/toast'
import { hasPasskeys } from '../api/log-in-with-passkey'
import { addPasskey, passkeysQuery, removePasskey } from '../api/passkeys'

/** Keys in devices that log in without a password. */
export function PasskeySection() {
  const words = useWords()
  const { t } = words
  const cache = useQueryClient()
  const { data } = useQuery(passkeysQuery)
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const refresh = () => cache.invalidateQueries({ queryKey: passkeysQuery.queryKey })
  const remove = (id: string) => void removePasskey(id).then(refresh, tellProblem)
  return (
    <Section title={t('passkey.title')} text={t('passkey.text')}>
      <Stack gap="xs">
        {data?.items.map(passkey => (
          <Group key={passkey.id} justify="space-between" wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <IconFingerprint size={22} aria-hidden />
              <div>
                <Text size="sm" fw={500}>{passkey.name}</Text>
                <Text size="xs" c="dimmed">
                  {t('passkey.used', { when: passkey.lastUsedAt ? words.ago(passkey.lastUsedAt) : t('app.never') })}
                </Text>
              </div>
            </Group>
            <ActionIcon aria-label={`${t('app.delete')}: ${passkey.name}`} onClick={() => remove(passkey.id)}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {hasPasskeys() && (
        <Button variant="default" size="xs" w="fit-content" onClick={() => setOpen(true)}>{t('passkey.add')}</Button>
      )}
      {isOpen && (
        <PasswordDialog title={t('passkey.add')} action={t('passkey.add')}
          run={password => addPasskey({ password, name })} onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            void refresh()
          }}>
          <TextInput label={t('passkey.name')} required maxLength={100} value={name}
            onChange={event => setName(event.currentTarget.value)} />
        </PasswordDialog>
      )}
    </Section>
  )
}
