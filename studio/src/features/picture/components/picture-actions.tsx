import { ActionIcon, Button, Group, Menu, SimpleGrid, Stack, Switch, Text, Tooltip } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { Image } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { usePlan } from '~/lib/offer/plans'
import { useFavourite, usePublish } from '~/lib/pictures/changes'
import { nameOf, savePicture } from '~/lib/pictures/save'
import { addressInWorkspace } from '~/lib/session/workspace'
import { useIsManager } from '~/lib/session/workspaces'
import { CollectionMenu } from '~/ui/collection-menu'
import {
  IconBrush, IconDownload, IconHeart, IconHeartFilled, IconLink, IconPhoto, IconRefresh, IconSparkles, IconTrash,
} from '~/ui/icons'
import { tellProblem } from '~/ui/toast'
import { useDeletePictures } from '~/ui/use-delete-pictures'
import { ShareButton } from './share-button'

/** What can be done with a picture. */
export function PictureActions({ image }: { image: Image }) {
  const { t } = useWords()
  const isManager = useIsManager()
  return (
    <Stack className="surface" p="md" gap="sm">
      <Group justify="space-between" wrap="nowrap">
        {isManager
          ? (
            <Group gap={4} wrap="nowrap">
              <FavouriteButton image={image} />
              <CollectionMenu ids={[image.id]} />
              <ShareButton id={image.id} icon={<IconLink size={20} aria-hidden />} />
              <DeleteButton image={image} />
            </Group>
          )
          : <Text size="xs" c="dimmed">{t('picture.noRight')}</Text>}
        <DownloadMenu image={image} />
      </Group>
      <SimpleGrid cols={2} spacing="xs">
        <Action to={`/create?again=${image.id}`} icon={<IconSparkles size={16} aria-hidden />}>
          {t('picture.vary')}
        </Action>
        <Action to={`/create?again=${image.id}&seed=${image.seed}`} icon={<IconRefresh size={16} aria-hidden />}>
          {t('picture.sameSeed')}
        </Action>
        <Action to={`/create?start=${image.id}`} icon={<IconPhoto size={16} aria-hidden />}>
          {t('picture.start')}
        </Action>
        <Action to={`/create?start=${image.id}&mask=1`} icon={<IconBrush size={16} aria-hidden />}>
          {t('picture.mask')}
        </Action>
      </SimpleGrid>
      {isManager && <PublicSwitch image={image} />}
    </Stack>
  )
}

function Action({ to, icon, children }: { to: string; icon: React.ReactNode; children: string }) {
  return (
    <Button component={Link} to={to} variant="default" size="xs" leftSection={icon} justify="start"
      styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }}>
      {children}
    </Button>
  )
}

function FavouriteButton({ image }: { image: Image }) {
  const { t } = useWords()
  const favourite = useFavourite()
  const label = image.isFavourite ? t('picture.unfavourite') : t('picture.favourite')
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} aria-pressed={image.isFavourite}
        onClick={() => favourite.mutate({ id: image.id, isFavourite: !image.isFavourite })}>
        {image.isFavourite ? <IconHeartFilled size={20} aria-hidden /> : <IconHeart size={20} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  )
}

function DeleteButton({ image }: { image: Image }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const deletePictures = useDeletePictures()
  const remove = () => {
    deletePictures([image.id])
    void navigate('/history')
  }
  return (
    <Tooltip label={t('app.delete')}>
      <ActionIcon size="lg" aria-label={t('app.delete')} onClick={remove}>
        <IconTrash size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

function DownloadMenu({ image }: { image: Image }) {
  const { t } = useWords()
  const save = (mediaType: string) =>
    void savePicture(addressInWorkspace(image.url), nameOf(image.recipe.prompt), mediaType).catch(tellProblem)
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" leftSection={<IconDownload size={16} aria-hidden />}>{t('picture.download')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[['image/png', 'PNG'], ['image/jpeg', 'JPEG'], ['image/webp', 'WebP']].map(([type, name]) => (
          <Menu.Item key={type} onClick={() => save(type!)}
            rightSection={type === image.mediaType && <small>{t('picture.asStored')}</small>}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Whether everybody sees it, where the plan leaves that to choose. */
function PublicSwitch({ image }: { image: Image }) {
  const { t } = useWords()
  const publish = usePublish()
  const visibility = usePlan()?.entitlements.visibility
  const hint = image.isHidden ? t('picture.hidden')
    : visibility === 'public' ? t('picture.alwaysPublic')
    : visibility === 'private' ? t('picture.alwaysPrivate')
    : t('picture.publicHint')
  return (
    <Switch
      label={t('picture.public')}
      description={hint}
      checked={image.isPublic}
      disabled={visibility !== 'chosen' || publish.isPending}
      onChange={event => publish.mutate(
        { id: image.id, isPublic: event.currentTarget.checked }, { onError: tellProblem },
      )}
    />
  )
}
