import { ActionIcon, Button, FileButton, Group, Slider, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useEffect, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { addressInWorkspace } from '~/lib/session/workspace'
import { IconUpload, IconX } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { createUpload } from '../api/create-upload'
import classes from '../create.module.css'
import { type Start, changeDraft, useDraft } from '../draft'
import { Labelled } from './labelled'
import { MaskButton } from './mask-button'

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
  return (
    <Labelled label={t('create.start')}>
      <Stack gap="xs">
        {start
          ? <ChosenStart start={start} />
          : <StartTarget onFile={upload.mutate} isSending={upload.isPending} />}
        <ProblemAlert error={upload.error} />
      </Stack>
    </Labelled>
  )
}

function StartTarget({ onFile, isSending }: { onFile: (file: File) => void; isSending: boolean }) {
  const { t } = useWords()
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
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
          onDragOver={event => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          {t('create.startDrop')}
        </Button>
      )}
    </FileButton>
  )
}

function ChosenStart({ start }: { start: Start }) {
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
