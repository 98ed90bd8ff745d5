import { ActionIcon, Group, NumberInput, Select, Stack, Tooltip } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { generationsQuery } from '~/lib/live/generations'
import { usePlan } from '~/lib/offer/plans'
import { IconLock, IconLockOpen } from '~/ui/icons'
import { samplersQuery } from '../api/list-samplers'
import { changeDraft, useDraft } from '../draft'
import { hasTier } from '../tiers'

const SeedMax = 4_294_967_295
const Formats = ['png', 'jpeg', 'webp']

/** Numbers and rules for who knows them; what the plan lacks stands there, and says so. */
export function AdvancedFields() {
  const { t } = useWords()
  const draft = useDraft()
  const entitlements = usePlan()?.entitlements
  const standard = lackOf(hasTier(entitlements?.parameters, 'standard'), t('create.notInPlan'))
  const advanced = lackOf(hasTier(entitlements?.parameters, 'advanced'), t('create.notInPlan'))
  const own = t('create.default')
  const names = useQuery(samplersQuery).data
  return (
    <Stack gap="sm">
      <Group grow gap="xs">
        <NumberInput label={t('create.steps')} size="xs" min={1} max={entitlements?.stepsMax ?? 150}
          placeholder={t('create.auto')}
          value={draft.steps ?? ''} onChange={value => changeDraft({ steps: Number(value) || null })} {...standard} />
        <NumberInput label={t('create.guidance')} size="xs" min={1} max={100} step={0.5} decimalScale={2}
          placeholder={t('create.auto')} value={draft.guidanceScale ?? ''}
          onChange={value => changeDraft({ guidanceScale: Number(value) || null })} {...standard} />
      </Group>
      <SeedField lack={standard} />
      <Select label={t('create.sampler')} size="xs" clearable searchable placeholder={own}
        data={withChosen(names?.samplers, draft.sampler)} value={draft.sampler}
        onChange={sampler => changeDraft({ sampler })} {...advanced} />
      <Select label={t('create.scheduler')} size="xs" clearable placeholder={own}
        data={withChosen(names?.schedulers, draft.scheduler)} value={draft.scheduler}
        onChange={scheduler => changeDraft({ scheduler })} {...advanced} />
      <Select label={t('create.format')} size="xs" allowDeselect={false} data={Formats} value={draft.format}
        onChange={format => changeDraft({ format: format ?? 'png' })} />
    </Stack>
  )
}

const drawn = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!

/** The names, and what is chosen already: a draft of before may have another name for one. */
const withChosen = (names: string[] = [], chosen: string | null): string[] =>
  chosen === null || names.includes(chosen) ? names : [chosen, ...names]

type Lack = { disabled?: boolean; description?: string }

const lackOf = (isThere: boolean, sentence: string): Lack => (isThere ? {} : { disabled: true, description: sentence })

/** The seed: a new one each time, or one that is kept; who locks it without a number keeps the newest picture's. */
function SeedField({ lack }: { lack: Lack }) {
  const { t } = useWords()
  const { seed } = useDraft()
  const newest = useInfiniteQuery({ ...generationsQuery, enabled: false }).data?.pages[0]?.items[0]?.images[0]?.seed
  const isLocked = seed !== null
  const label = t(isLocked ? 'create.seedFree' : 'create.seedLock')
  return (
    <Group gap={6} align="end" wrap="nowrap">
      <NumberInput label={t('create.seed')} size="xs" flex={1} min={0} max={SeedMax} allowDecimal={false} hideControls
        placeholder={t('create.seedRandom')} value={seed ?? ''}
        onChange={value => changeDraft({ seed: value === '' ? null : Number(value) })} {...lack} />
      <Tooltip label={label}>
        <ActionIcon size={30} disabled={lack.disabled} aria-label={label} aria-pressed={isLocked}
          onClick={() => changeDraft({ seed: isLocked ? null : (newest ?? drawn()) })}>
          {isLocked ? <IconLock size={18} aria-hidden /> : <IconLockOpen size={18} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
