import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { ProblemAlert } from '~/ui/problem-alert'
import { createKey } from '../api/keys'

const Scopes = ['generate', 'read', 'manage'] as const
const Days = { never: null, month: 30, quarter: 90, year: 365 } as const

type Lasting = keyof typeof Days

/** What a new key may do, how long, and what it may spend. */
export function NewKeyDialog({ onMade, onClose }: { onMade: (text: string) => void; onClose: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['generate', 'read'])
  const [lasting, setLasting] = useState<Lasting>('never')
  const [cap, setCap] = useState<number | ''>('')
  const create = useMutation({ mutationFn: createKey, onSuccess: made => onMade(made.text) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const days = Days[lasting]
    create.mutate({
      name,
      scopes,
      expiresAt: days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString(),
      spendCap: cap === '' ? null : cap,
    })
  }
  return (
    <Modal opened onClose={onClose} title={t('keys.new')} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t('keys.name')} required maxLength={100} data-autofocus value={name}
            onChange={event => setName(event.currentTarget.value)} />
          <Checkbox.Group label={t('keys.scopes')} value={scopes} onChange={setScopes}>
            <Stack gap={6} mt={6}>
              {Scopes.map(scope => (
                <Checkbox key={scope} value={scope} label={scope} description={t(`scope.${scope}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Group grow>
            <Select label={t('keys.lasting')} allowDeselect={false} value={lasting}
              data={(Object.keys(Days) as Lasting[]).map(value => ({ value, label: t(`keys.lasting.${value}`) }))}
              onChange={value => setLasting((value ?? 'never') as Lasting)} />
            <NumberInput label={t('keys.cap')} min={0} placeholder={t('keys.noCap')} value={cap}
              onChange={value => setCap(value === '' ? '' : Number(value))} />
          </Group>
          <ProblemAlert error={create.error} />
          <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>{t('keys.make')}</Button>
        </Stack>
      </form>
    </Modal>
  )
}
