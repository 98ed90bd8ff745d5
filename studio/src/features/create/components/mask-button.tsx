import { Button, Group } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { createStore, useStore } from '~/lib/store'
import { IconBrush } from '~/ui/icons'
import { type Start, changeDraft } from '../draft'

const MaskEditor = lazy(async () => ({ default: (await import('../mask/mask-editor')).MaskEditor }))

/** Whether the editor is open; a link from a picture opens it too. */
const painting = createStore(false)

export const openMaskEditor = (): void => painting.set(true)

/** Opens the mask editor; takes the mask away where there is one. */
export function MaskButton({ start }: { start: Start }) {
  const { t } = useWords()
  const isPainting = useStore(painting)
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
      {isPainting && (
        <Suspense fallback={null}><MaskEditor start={start} onClose={() => painting.set(false)} /></Suspense>
      )}
    </Group>
  )
}
