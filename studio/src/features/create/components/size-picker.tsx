import { SegmentedControl, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { modelsQuery } from '~/lib/offer/models'
import { patiently } from '~/lib/patiently'
import { changeDraft, useDraft } from '../draft'
import { chosenModel } from '../model-choice'
import { type Ratio, Ratios, sizeOf } from '../sizes'
import { Labelled } from './labelled'

const OwnSize = lazy(() => patiently(async () => ({ default: (await import('./own-size')).OwnSize })))

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
        ? <Suspense fallback={<Skeleton h={30} />}><OwnSize /></Suspense>
        : <Text size="xs" c="dimmed">{size ? `${size.width} × ${size.height}` : t('create.default')}</Text>}
    </Stack>
  )
}
