import { ActionIcon, Group, NumberInput, Tooltip } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { usePlan } from '~/lib/offer/plans'
import { IconArrowsExchange } from '~/ui/icons'
import { changeDraft, useDraft } from '../draft'

/** The size by number. */
export function OwnSize() {
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
