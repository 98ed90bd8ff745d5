import { type InfiniteData, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, body } from '~/api/client'
import type { Image, Page } from '~/api/types'
import { type ImageFilter, imagesQuery } from './queries'

/** The pictures on both sides of one; null where there is none, or none is known yet. */
export type Neighbours = { newer: string | null; older: string | null }

/** The neighbours in the whole history, as the server knows them. */
const neighboursQuery = (id: string) => queryOptions({
  queryKey: ['images', 'neighbours', id],
  queryFn: ({ signal }) => body(api.GET('/api/v1/images/{id}/neighbours', { params: { path: { id } }, signal })),
})

/** How many pictures before its end more of a list is read. */
const Ahead = 3

/** The neighbours in whichever list was looked at last, which is read on towards its end; after a reload, or where the
 * picture was opened by its address, those in the history. */
export function useNeighbours(id: string, isThere: boolean): Neighbours {
  const filter = useListWith(id)
  const list = useInfiniteQuery({ ...imagesQuery(filter ?? {}), enabled: false })
  const ids = filter ? list.data?.pages.flatMap(part => part.items.map(image => image.id)) ?? [] : []
  const at = ids.indexOf(id)
  const { data } = useQuery({ ...neighboursQuery(id), enabled: isThere && at < 0 })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const isNearEnd = at >= 0 && at >= ids.length - Ahead && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (isNearEnd) void fetchNextPage()
  }, [isNearEnd, fetchNextPage])
  return at >= 0
    ? { newer: ids[at - 1] ?? null, older: ids[at + 1] ?? null }
    : { newer: data?.newer ?? null, older: data?.older ?? null }
}

/** What is looked for in the list that has a picture and was read last. */
function useListWith(id: string): ImageFilter | null {
  const lists = useQueryClient().getQueryCache().findAll({ queryKey: ['images', 'list'] })
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  const found = lists.find(({ state }) =>
    (state.data as InfiniteData<Page<Image>> | undefined)?.pages.some(part => part.items.some(one => one.id === id)))
  return found ? (found.queryKey[2] as ImageFilter) : null
}
