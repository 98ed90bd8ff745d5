import { Button, Group, Modal, Skeleton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { addressInWorkspace } from '~/lib/session/workspace'
import { ProblemAlert } from '~/ui/problem-alert'
import { createUpload } from '../api/create-upload'
import { type Start, changeDraft } from '../draft'
import classes from './mask-editor.module.css'
import { keepMaskDraft, readMaskDraft } from './mask-draft'
import { add, exportMask, redo, undo } from './mask-marks'
import { MaskStage, type StageHandle } from './mask-stage'
import { MaskToolbar } from './mask-toolbar'
import { SizeMax, SizeMin, type Tool } from './tools'

const SizeStep = 1.25

/** Where a person paints what is to be made anew. */
export function MaskEditor({ start, onClose }: { start: Start; onClose: () => void }) {
  const { t } = useWords()
  const picture = usePicture(addressInWorkspace(start.url))
  const [draft] = useState(() => readMaskDraft(start.id))
  const [history, setHistory] = useState(draft.history)
  const [tool, setTool] = useState<Tool>('brush')
  const [size, setSize] = useState(Math.max(SizeMin, Math.round(Math.max(start.width, start.height) / 10)))
  const [feather, setFeather] = useState(draft.feather)
  useEffect(() => keepMaskDraft({ start: start.id, history, feather }), [start.id, history, feather])
  const stage = useRef<StageHandle>(null)
  const send = useMutation({
    mutationFn: async () => createUpload(await exportMask(stage.current!.canvas(), feather)),
    onSuccess: ({ id, url }) => {
      changeDraft({ start: { ...start, mask: { id, url } } })
      onClose()
    },
  })
  const resize = (by: number) => setSize(before => Math.min(SizeMax, Math.max(SizeMin, Math.round(before * by))))
  const invert = () => setHistory(before => add(before, { kind: 'invert' }))
  useHotkeys([
    ['b', () => setTool('brush')], ['e', () => setTool('eraser')], ['r', () => setTool('rectangle')],
    ['l', () => setTool('lasso')], ['h', () => setTool('move')], ['i', invert],
    ['[', () => resize(1 / SizeStep)], [']', () => resize(SizeStep)],
    ['mod+z', () => setHistory(undo)], ['mod+shift+z', () => setHistory(redo)], ['mod+y', () => setHistory(redo)],
  ])
  return (
    <Modal opened fullScreen onClose={onClose} title={t('mask.title')} radius={0}
      closeButtonProps={{ 'aria-label': t('app.close') }}>
      <div className={classes.editor}>
        <MaskToolbar tool={tool} onTool={setTool} size={size} onSize={setSize} feather={feather} onFeather={setFeather}
          onInvert={invert} onUndo={history.done.length > 0 ? () => setHistory(undo) : undefined}
          onRedo={history.undone.length > 0 ? () => setHistory(redo) : undefined} stage={stage} />
        {picture
          ? (
            <MaskStage picture={picture} marks={history.done} tool={tool} size={size} feather={feather} handle={stage}
              onMark={mark => setHistory(before => add(before, mark))} />
          )
          : <Skeleton flex={1} />}
        <ProblemAlert error={send.error} />
        <Group justify="end" gap="sm">
          <Button variant="default" onClick={onClose}>{t('app.cancel')}</Button>
          <Button disabled={history.done.length === 0} loading={send.isPending} onClick={() => send.mutate()}>
            {t('mask.use')}
          </Button>
        </Group>
      </div>
    </Modal>
  )
}

function usePicture(url: string): HTMLImageElement | null {
  const [picture, setPicture] = useState<HTMLImageElement | null>(null)
  useEffect(() => {
    const image = new Image()
    image.addEventListener('load', () => setPicture(image))
    image.src = url
  }, [url])
  return picture
}
