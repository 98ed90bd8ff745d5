import { Button, Group } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { IconBrush } from '~/ui/icons'
import { type Start, changeDraft } from '../draft'
import { openMaskEditor } from '../painting'

/** Opens the mask editor; takes the mask away where there is one. */
export function MaskButton({ start }: { start: Start }) {
  const { t } = useWords()
  return (
    <Group gap={6}>
      <Button size="compact-xs" variant="default" leftSection={<IconBrush size={14} aria-hidden />}
        onClick={openMaskEditor}>
        {t('create.startPaint')}
      </Button>
      {start.mask && (
        <Button size="compact-xs" variant="subtle" color="gray"
          onClick={() => changeDraft({ start: { ...start, mask: null } })}>
          {t('create.maskRemove')}
        </Button>
      )}
    </Group>
  )
}
