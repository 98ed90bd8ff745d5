import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { Link } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { EmptyState } from '~/ui/empty-state'
import { IconPhoto } from '~/ui/icons'
import { MoreSentinel } from '~/ui/more-sentinel'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { galleryQuery } from './api/gallery'
import { GalleryWall } from './components/gallery-wall'

/** What people show to everybody. */
export function GalleryPage() {
  const { t } = useWords()
  const list = useInfiniteQuery(galleryQuery)
  const { fetchNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const images = useMemo(() => list.data?.pages.flatMap(part => part.items) ?? [], [list.data])
  return (
    <Page title={t('nav.gallery')} size={1600}>
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && !list.error && <Skeleton h={480} radius="lg" />}
      {list.data && images.length === 0 && (
        <EmptyState icon={IconPhoto} title={t('gallery.empty')} text={t('gallery.emptyText')}>
          <Button component={Link} to="/create">{t('nav.create')}</Button>
        </EmptyState>
      )}
      <GalleryWall images={images} />
      <MoreSentinel hasMore={list.hasNextPage} onMore={more} />
    </Page>
  )
}
