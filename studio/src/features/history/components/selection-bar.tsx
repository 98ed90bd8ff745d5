import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { saveZip } from '~/lib/pictures/save'
import { CollectionMenu } from '~/ui/collection-menu'
import { IconDownload, IconTrash } from '~/ui/icons'
import { tellProblem } from '~/ui/toast'
import { useDeletePictures } from '~/ui/use-delete-pictures'
import classes from '../history.module.css'

const ZipMost = 500

/** What can be done with the pictures that are chosen. */
export function SelectionBar({ ids, onAll, onClear }: { ids: string[]; onAll: () => void; onClear: () => void }) {
  const { t } = useWords()
  const deletePictures = useDeletePictures()
  const [isPacking, setPacking] = useState(false)
  const pack = async () => {
    setPacking(true)
    await saveZip(ids.slice(0, ZipMost), 'pictures').catch(tellProblem)
    setPacking(false)
  }
  return (
    <Group className={classes.bar} gap="xs" role="toolbar" aria-label={t('history.selection')}>
      <Text size="sm" fw={600}>{t('history.chosen', { count: ids.length })}</Text>
      <Button size="xs" variant="subtle" color="gray" onClick={onAll}>{t('history.all')}</Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>{t('history.none')}</Button>
      <CollectionMenu ids={ids.slice(0, 100)} label={t('collection.add')} />
      <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={isPacking}
        onClick={() => void pack()}>
        Zip
      </Button>
      <Button size="xs" color="red" variant="light" leftSection={<IconTrash size={16} aria-hidden />}
        onClick={() => {
          deletePictures(ids)
          onClear()
        }}>
        {t('app.delete')}
      </Button>
    </Group>
  )
}
