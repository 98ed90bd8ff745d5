import { Button, SegmentedControl, Select, Stack } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { usePlan } from '~/lib/offer/plans'
import { EmptyDraft, changeDraft, useDraft } from '../draft'
import { type StyleKey, Styles } from '../styles'
import { AdvancedSettings } from './advanced-settings'
import { Labelled } from './labelled'
import { ModelPicker } from './model-picker'
import { SizePicker } from './size-picker'
import { StartPicture } from './start-picture'

/** Model, size, count, style, start picture, and what few people set. */
export function Settings() {
  const { t } = useWords()
  const draft = useDraft()
  return (
    <Stack gap="md">
      <ModelPicker />
      {!draft.start && <SizePicker />}
      <CountPicker />
      <Select
        label={t('create.style')}
        allowDeselect={false}
        value={draft.style}
        data={(Object.keys(Styles) as StyleKey[]).map(key => ({ value: key, label: t(`create.style.${key}`) }))}
        onChange={style => changeDraft({ style: (style ?? 'none') as StyleKey })}
      />
      <StartPicture />
      <AdvancedSettings />
      <Button variant="subtle" color="gray" size="xs"
        onClick={() => changeDraft({ ...EmptyDraft, prompt: draft.prompt })}>
        {t('create.reset')}
      </Button>
    </Stack>
  )
}

const Counts = [1, 2, 3, 4, 6, 8, 10]

function CountPicker() {
  const { t } = useWords()
  const { count } = useDraft()
  const most = usePlan()?.entitlements.imagesPerRequest ?? 4
  return (
    <Labelled label={t('create.count')}>
      <SegmentedControl
        fullWidth
        aria-label={t('create.count')}
        value={String(count)}
        data={Counts.filter(number => number <= most).slice(0, 5).map(String)}
        onChange={number => changeDraft({ count: Number(number) })}
      />
    </Labelled>
  )
}
