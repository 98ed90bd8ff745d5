import { ActionIcon, Group, Slider, Stack, Text } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { addressInWorkspace } from '~/lib/session/workspace'
import { IconX } from '~/ui/icons'
import classes from '../create.module.css'
import { type Start, changeDraft, useDraft } from '../draft'
import { MaskButton } from './mask-button'

/** The picture that is started from, and how much of it changes. */
export function ChosenStart({ start }: { start: Start }) {
  const { t } = useWords()
  const { strength } = useDraft()
  return (
    <Stack gap="xs">
      <div className={classes.start}>
        <img src={addressInWorkspace(start.url)} alt={t('create.start')} />
        <Stack gap={4} flex={1}>
          <Text size="xs">{start.width} × {start.height}</Text>
          <Text size="xs" c="dimmed">{start.mask ? t('create.startMasked') : t('create.startAll')}</Text>
          <MaskButton start={start} />
        </Stack>
        <ActionIcon aria-label={t('create.startRemove')} onClick={() => changeDraft({ start: null })}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Group gap="sm" wrap="nowrap">
        <Text size="xs" id="strength">{t('create.strength')}</Text>
        <Slider flex={1} size="sm" min={0.05} max={1} step={0.05} label={value => `${Math.round(value * 100)} %`}
          thumbLabel={t('create.strength')} value={strength} onChange={value => changeDraft({ strength: value })} />
      </Group>
    </Stack>
  )
}
