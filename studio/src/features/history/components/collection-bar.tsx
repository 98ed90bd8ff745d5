import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { refreshCollection } from '~/lib/pictures/changes'
import { collectionsQuery } from '~/lib/pictures/queries'
import { IconFolder, IconPencil, IconTrash } from '~/ui/icons'
import { Question } from '~/ui/question'
import { RenameForm } from '~/ui/rename-form'
import { deleteCollection, renameCollection } from '../api/change-collection'

/** The collection that is looked at: it gets another name, or is dissolved; its pictures stay. */
export function CollectionBar({ id, onGone }: { id: string; onGone: () => void }) {
  const { t } = useWords()
  const cache = useQueryClient()
  const [isRenaming, renaming] = useDisclosure(false)
  const [isDeleting, deleting] = useDisclosure(false)
  const collection = useQuery(collectionsQuery).data?.items.find(one => one.id === id)
  const remove = useMutation({
    mutationFn: () => deleteCollection(id),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: collectionsQuery.queryKey })
      onGone()
    },
  })
  if (!collection) return null
  return (
    <Group gap="xs">
      <IconFolder size={20} aria-hidden />
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>{collection.name}</Text>
      <Text size="sm" c="dimmed">{t('feed.count', { count: collection.imageCount })}</Text>
      <Tooltip label={t('collection.rename')}>
        <ActionIcon aria-label={t('collection.rename')} onClick={renaming.open}>
          <IconPencil size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('collection.delete')}>
        <ActionIcon aria-label={t('collection.delete')} onClick={deleting.open}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <RenameForm isOpen={isRenaming} title={t('collection.rename')} label={t('keys.name')} name={collection.name}
        onClose={renaming.close}
        onRename={async name => {
          await renameCollection(id, name)
          refreshCollection(cache, id)
        }} />
      <Question isOpen={isDeleting} title={t('collection.deleteAsk', { name: collection.name })}
        text={t('collection.deleteText')} yes={t('collection.delete')} asking={remove} onClose={deleting.close} />
    </Group>
  )
}
