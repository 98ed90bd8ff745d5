import { Button, Collapse, SegmentedControl, Select, Stack, UnstyledButton } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { startTransition, useEffect, useId, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { usePlan } from '~/lib/offer/plans'
import { IconAdjustments, IconChevronDown } from '~/ui/icons'
import { EmptyDraft, changeDraft, useDraft } from '../draft'
import { type StyleKey, Styles } from '../styles'
import { AdvancedSettings } from './advanced-settings'
import { Labelled } from './labelled'
import { ModelPicker } from './model-picker'
import { SizePicker } from './size-picker'
import { StartPicture } from './start-picture'

/** All that can be set about a picture besides its words. On a phone it folds away. */
export function SettingsPanel() {
  const { t } = useWords()
  const isNarrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const [isOpen, { toggle }] = useDisclosure(false)
  const [isReady, setReady] = useState(false)
  // What is folded away comes after what is seen.
  useEffect(() => startTransition(() => setReady(true)), [])
  const id = useId()
  if (!isNarrow) return <Settings />
  return (
    <>
      <UnstyledButton w="100%" onClick={toggle} aria-expanded={isOpen} aria-controls={id} py={4}>
        <Stack gap={0}>
          <Button component="span" variant="subtle" color="gray" justify="space-between" fullWidth
            leftSection={<IconAdjustments size={18} aria-hidden />}
            rightSection={<IconChevronDown size={18} aria-hidden />}>
            {t('create.settings')}
          </Button>
        </Stack>
      </UnstyledButton>
      <Collapse expanded={isOpen} id={id}>{isReady && <Settings />}</Collapse>
    </>
  )
}

function Settings() {
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
