import { ActionIcon, Button, Group, Menu, TextInput, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useWords } from '~/lib/i18n/use-words'
import { useCreateCollection, usePutIntoCollection } from '~/lib/pictures/changes'
import { collectionsQuery } from '~/lib/pictures/queries'
import { IconFolder, IconFolderPlus } from './icons'
import { tell, tellProblem } from './toast'

/** Puts pictures into a collection, or into a new one. */
export function CollectionMenu({ ids, label }: { ids: string[]; label?: string }) {
  const { t } = useWords()
  const { data } = useQuery(collectionsQuery)
  const put = usePutIntoCollection()
  const putInto = (id: string) => put.mutate({ id, ids }, {
    onSuccess: collection => tell(t('collection.put', { name: collection.name })),
    onError: tellProblem,
  })
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        {label
          ? <Button size="xs" variant="default" leftSection={<IconFolderPlus size={16} aria-hidden />}>{label}</Button>
          : (
            <Tooltip label={t('collection.add')}>
              <ActionIcon size="lg" aria-label={t('collection.add')}>
                <IconFolderPlus size={20} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
      </Menu.Target>
      <Menu.Dropdown>
        {data?.items.map(collection => (
          <Menu.Item key={collection.id} leftSection={<IconFolder size={18} aria-hidden />}
            onClick={() => putInto(collection.id)}>
            {collection.name}
          </Menu.Item>
        ))}
        {(data?.items.length ?? 0) > 0 && <Menu.Divider />}
        <NewCollection onMade={putInto} />
      </Menu.Dropdown>
    </Menu>
  )
}

function NewCollection({ onMade }: { onMade: (id: string) => void }) {
  const { t } = useWords()
  const [name, setName] = useState('')
  const create = useCreateCollection()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate(name, {
      onSuccess: collection => {
        setName('')
        onMade(collection.id)
      },
      onError: tellProblem,
    })
  }
  return (
    <form onSubmit={submit}>
      <Group gap={6} p={6} wrap="nowrap">
        <TextInput flex={1} size="xs" required maxLength={100} aria-label={t('collection.new')}
          placeholder={t('collection.new')} value={name} onChange={event => setName(event.currentTarget.value)}
          onKeyDown={event => event.stopPropagation()} />
        <Button type="submit" size="xs" loading={create.isPending}>{t('collection.make')}</Button>
      </Group>
    </form>
  )
}
