import { Button, FileButton, Skeleton, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Suspense, lazy, useEffect, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { patiently } from '~/lib/patiently'
import { IconUpload } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { createUpload } from '../api/create-upload'
import { changeDraft, useDraft } from '../draft'
import { Labelled } from './labelled'

const ChosenStart = lazy(() => patiently(async () => ({ default: (await import('./chosen-start')).ChosenStart })))

const Accepted = 'image/png,image/jpeg,image/webp,image/avif'

/** The picture to start from: by drop, paste or choice, or "use this" elsewhere. */
export function StartPicture() {
  const { t } = useWords()
  const { start } = useDraft()
  const upload = useMutation({
    mutationFn: createUpload,
    onSuccess: ({ id, url, width, height }) => changeDraft({ start: { id, url, width, height, mask: null } }),
  })
  usePastedPicture(upload.mutate)
  const isOver = useDroppedPicture(upload.mutate)
  return (
    <Labelled label={t('create.start')}>
      <Stack gap="xs">
        {start
          ? <Suspense fallback={<Skeleton h={120} />}><ChosenStart start={start} /></Suspense>
          : <StartTarget onFile={upload.mutate} isSending={upload.isPending} isOver={isOver} />}
        <ProblemAlert error={upload.error} />
      </Stack>
    </Labelled>
  )
}

type TargetProps = { onFile: (file: File) => void; isSending: boolean; isOver: boolean }

function StartTarget({ onFile, isSending, isOver }: TargetProps) {
  const { t } = useWords()
  return (
    <FileButton accept={Accepted} onChange={file => file && onFile(file)}>
      {props => (
        <Button
          {...props}
          fullWidth
          h={64}
          variant={isOver ? 'light' : 'default'}
          loading={isSending}
          leftSection={<IconUpload size={18} aria-hidden />}
          styles={{ root: { borderStyle: 'dashed' }, label: { whiteSpace: 'normal', fontWeight: 400 } }}
        >
          {t('create.startDrop')}
        </Button>
      )}
    </FileButton>
  )
}

/** A picture that is pasted anywhere on the page. */
function usePastedPicture(take: (file: File) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(file => file.type.startsWith('image/'))
      if (file) take(file)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [take])
}

/** A picture that is dropped anywhere on the page, which a browser would else open in its place. */
function useDroppedPicture(take: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const on = (kind: 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) =>
      document.addEventListener(kind, event => {
        if (event.dataTransfer?.types.includes('Files')) react(event)
      }, { signal: stop.signal })
    on('dragover', event => {
      event.preventDefault()
      setOver(true)
    })
    on('dragleave', event => setOver(event.relatedTarget !== null))
    on('drop', event => {
      event.preventDefault()
      setOver(false)
      const file = event.dataTransfer!.files[0]
      if (file) take(file)
    })
    return () => stop.abort()
  }, [take])
  return isOver
}
