import { Button, Checkbox, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CreatedApiKey } from '~/api/types'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { useAccount } from '~/lib/session/session'
import { useWorkspace } from '~/lib/session/workspaces'
import { ProblemAlert } from '~/ui/problem-alert'
import { createKey, keysQuery } from '../api/api-keys'
import { EmptyKeyForm, type Life, Lives, scopesFor, toRequest } from '../key-form'

const CapMax = 100_000_000

/** All that a new key can be given. */
export function NewKeyForm({ onMade }: { onMade: (created: CreatedApiKey) => void }) {
  const { t } = useWords()
  const [form, setForm] = useState(EmptyKeyForm)
  const change = (part: Partial<typeof form>) => setForm(whole => ({ ...whole, ...part }))
  const cache = useQueryClient()
  const { data: models } = useQuery(modelsQuery)
  const making = useMutation({
    mutationFn: () => createKey(toRequest(form, Date.now())),
    onSuccess: created => {
      void cache.invalidateQueries({ queryKey: keysQuery.queryKey })
      onMade(created)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t('keys.name')} description={t('keys.nameHint')} required maxLength={100} data-autofocus
          value={form.name} onChange={event => change({ name: event.currentTarget.value })} />
        <Scopes value={form.scopes} onChange={scopes => change({ scopes })} />
        <Select label={t('keys.life')} allowDeselect={false} value={form.life}
          data={Lives.map(life => ({
            value: life,
            label: life === 'never' ? t('keys.lifeNever') : t('keys.lifeDays', { count: Number(life) }),
          }))}
          onChange={life => change({ life: (life ?? 'never') as Life })} />
        <NumberInput label={t('keys.cap')} description={t('keys.capHint')} placeholder={t('keys.capNone')}
          min={0} max={CapMax} decimalScale={3} value={form.spendCap} onChange={spendCap => change({ spendCap })} />
        <MultiSelect label={t('keys.models')} placeholder={form.models.length === 0 ? t('keys.modelsAll') : ''}
          clearable
          data={(models ?? []).filter(model => model.isInPlan).map(model => ({ value: model.key, label: model.title }))}
          value={form.models} onChange={chosen => change({ models: chosen })} />
        <ProblemAlert error={making.error} />
        <Button type="submit" loading={making.isPending} disabled={form.scopes.length === 0}>{t('keys.make')}</Button>
      </Stack>
    </form>
  )
}

function Scopes({ value, onChange }: { value: string[]; onChange: (scopes: string[]) => void }) {
  const { t } = useWords()
  const role = useWorkspace()?.role ?? 'member'
  const isAdmin = useAccount()?.isAdmin ?? false
  return (
    <Checkbox.Group label={t('keys.scopes')} value={value} onChange={onChange}>
      <Stack gap={8} mt={6}>
        {scopesFor({ role, isAdmin }).map(scope => (
          <Checkbox key={scope} value={scope} label={t(`keys.scope.${scope}` as MessageKey)}
            description={t(`keys.scope.${scope}Hint` as MessageKey)} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
