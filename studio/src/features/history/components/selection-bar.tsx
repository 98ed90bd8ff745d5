import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { useTakeOutOfCollection } from '~/lib/pictures/changes'
import { saveZips } from '~/lib/pictures/save'
import { useIsManager } from '~/lib/session/workspaces'
import { CollectionMenu } from '~/ui/collection-menu'
import { IconDownload, IconFolderMinus, IconTrash } from '~/ui/icons'
import { tellProblem } from '~/ui/toast'
import { useDeletePictures } from '~/ui/use-delete-pictures'
import classes from '../history.module.css'

type Props = { ids: string[]; collection: string | undefined; onAll: () => void; onClear: () => void }

/** What can be done with the pictures that are chosen. */
export function SelectionBar({ ids, collection, onAll, onClear }: Props) {
  const { t } = useWords()
  const isManager = useIsManager()
  const deletePictures = useDeletePictures()
  const [isPacking, setPacking] = useState(false)
  const pack = async () => {
    setPacking(true)
    await saveZips(ids, 'pictures').catch(tellProblem)
    setPacking(false)
  }
  return (
    <Group className={classes.bar} gap="xs" role="toolbar" aria-label={t('history.selection')}>
      <Text size="sm" fw={600}>{t('history.chosen', { count: ids.length })}</Text>
      <Button size="xs" variant="subtle" color="gray" onClick={onAll}>{t('history.all')}</Button>
      <Button size="xs" variant="subtle" color="gray" onClick={onClear}>{t('history.none')}</Button>
      {isManager && <CollectionMenu ids={ids} label={t('collection.add')} />}
      {isManager && collection && <TakeOutButton ids={ids} collection={collection} onDone={onClear} />}
      <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={isPacking}
        onClick={() => void pack()}>
        Zip
      </Button>
      {isManager && (
        <Button size="xs" color="red" variant="light" leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => {
            deletePictures(ids)
            onClear()
          }}>
          {t('app.delete')}
        </Button>
      )}
    </Group>
  )
}

function TakeOutButton({ ids, collection, onDone }: { ids: string[]; collection: string; onDone: () => void }) {
  const { t } = useWords()
  const take = useTakeOutOfCollection()
  return (
    <Button size="xs" variant="default" leftSection={<IconFolderMinus size={16} aria-hidden />} loading={take.isPending}
      onClick={() => take.mutate({ id: collection, ids }, { onSuccess: onDone, onError: tellProblem })}>
      {t('collection.takeOut')}
    </Button>
  )
}
