import { Button } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'
import { type Start, changeDraft } from '../draft'

/** Opens the mask editor; takes the mask away where there is one. */
export function MaskButton({ start }: { start: Start }) {
  const { t } = useWords()
  if (!start.mask) return null
  return (
    <Button size="compact-xs" variant="default" onClick={() => changeDraft({ start: { ...start, mask: null } })}>
      {t('create.maskRemove')}
    </Button>
  )
}
