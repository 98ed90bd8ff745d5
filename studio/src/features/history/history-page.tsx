import { Button, Skeleton, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useWords } from '~/lib/i18n/use-words'
import { type ImageFilter, imagesQuery } from '~/lib/pictures/queries'
import { useIsManager } from '~/lib/session/workspaces'
import { EmptyState } from '~/ui/empty-state'
import { IconPhoto, IconSearch } from '~/ui/icons'
import { MoreSentinel } from '~/ui/more-sentinel'
import { Page } from '~/ui/page'
import { ProblemAlert } from '~/ui/problem-alert'
import { CollectionBar } from './components/collection-bar'
import { FilterBar } from './components/filter-bar'
import { PictureGrid } from './components/picture-grid'
import { SelectionBar } from './components/selection-bar'
import { filterOf, paramsOf } from './filter'

/** All pictures of the workspace: to search, to choose from, to put in order. */
export function HistoryPage() {
  const { t } = useWords()
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => filterOf(params), [params])
  const look = useCallback((change: ImageFilter) => setParams(paramsOf({ ...filter, ...change }), { replace: true }),
    [filter, setParams])
  const list = useInfiniteQuery(imagesQuery(filter))
  const { fetchNextPage, isFetchingNextPage, hasNextPage } = list
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  const images = useMemo(() => list.data?.pages.flatMap(part => part.items) ?? [], [list.data])
  const isManager = useIsManager()
  const toggle = useCallback((id: string) => setChosen(before => toggled(before, id)), [])
  return (
    <Page title={t('nav.history')} size={1600}>
      <Stack gap="md">
        <FilterBar filter={filter} onChange={look} />
        {filter.collection && isManager && (
          <CollectionBar id={filter.collection}
            onGone={() => look({ collection: undefined })} />
        )}
        <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        {list.isPending && !list.error && <Skeleton h={420} radius="lg" />}
        {list.data && images.length === 0 && <Nothing isFiltered={params.size > 0} onClear={() => setParams({})} />}
        {images.length > 0 && <PictureGrid images={images} chosen={chosen} onToggle={toggle} />}
        <MoreSentinel hasMore={hasNextPage} onMore={more} />
      </Stack>
      {chosen.size > 0 && (
        <SelectionBar ids={[...chosen]} collection={filter.collection} onClear={() => setChosen(new Set())}
          onAll={() => setChosen(new Set(images.map(image => image.id)))} />
      )}
    </Page>
  )
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(before)
  if (!after.delete(id)) after.add(id)
  return after
}

function Nothing({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useWords()
  if (isFiltered)
    return (
      <EmptyState icon={IconSearch} title={t('history.nothing')} text={t('history.nothingText')}>
        <Button variant="default" onClick={onClear}>{t('history.clear')}</Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={IconPhoto} title={t('history.empty')} text={t('history.emptyText')}>
      <Button component={Link} to="/create">{t('nav.create')}</Button>
    </EmptyState>
  )
}
