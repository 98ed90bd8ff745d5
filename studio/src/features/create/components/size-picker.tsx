import { ActionIcon, Group, NumberInput, SegmentedControl, Stack, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { usePlan } from '~/lib/offer/plans'
import { IconArrowsExchange } from '~/ui/icons'
import { changeDraft, useDraft } from '../draft'
import { chosenModel } from '../model-choice'
import { type Ratio, Ratios, sizeOf } from '../sizes'
import { Labelled } from './labelled'

const DefaultSide = 512

/** The shape by name or the size by number. */
export function SizePicker() {
  const { t } = useWords()
  const draft = useDraft()
  const models = useQuery(modelsQuery).data
  const size = sizeOf(draft, chosenModel(models, draft.model)?.sidePixels ?? null)
  const choose = (ratio: Ratio) => changeDraft({
    ratio,
    width: ratio === 'own' ? (size?.width ?? DefaultSide) : null,
    height: ratio === 'own' ? (size?.height ?? DefaultSide) : null,
  })
  return (
    <Stack gap={6}>
      <Labelled label={t('create.ratio')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('create.ratio')}
          value={draft.ratio}
          data={Ratios.map(value => ({ value, label: value === 'own' ? t('create.ratio.own') : value }))}
          onChange={choose}
        />
      </Labelled>
      {draft.ratio === 'own'
        ? <OwnSize />
        : <Text size="xs" c="dimmed">{size ? `${size.width} × ${size.height}` : t('create.default')}</Text>}
    </Stack>
  )
}

function OwnSize() {
  const { t } = useWords()
  const { width, height } = useDraft()
  const most = usePlan()?.entitlements.largestSidePixels ?? 4096
  const field = { min: 64, max: most, step: 8, size: 'xs', clampBehavior: 'blur', flex: 1 } as const
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput {...field} aria-label={t('create.width')} value={width ?? ''}
        onChange={value => changeDraft({ width: Number(value) || null })} />
      <Tooltip label={t('create.swap')}>
        <ActionIcon aria-label={t('create.swap')} onClick={() => changeDraft({ width: height, height: width })}>
          <IconArrowsExchange size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <NumberInput {...field} aria-label={t('create.height')} value={height ?? ''}
        onChange={value => changeDraft({ height: Number(value) || null })} />
    </Group>
  )
}
