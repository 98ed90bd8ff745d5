import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { Image, Page } from '~/api/types'
import { withoutLeaving } from './leaving'

const PerPart = 60

/** What pictures of the history are looked for; what is left out does not matter. */
export type ImageFilter = {
  words?: string
  model?: string
  operation?: string
  favourite?: boolean
  public?: boolean
  collection?: string
  from?: string
  to?: string
  orientation?: string
}

/** Parts of a list that are read again together: more of them would be hundreds of requests. */
export const FewParts = 4

/** A part of the workspace's pictures. */
export async function readPart(
  filter: ImageFilter, cursor: string | undefined, signal: AbortSignal | null = null,
): Promise<Page<Image>> {
  const part = await body(api.GET('/api/v1/images', {
    params: { query: { ...filter, limit: PerPart, cursor } }, signal,
  }))
  return { items: withoutLeaving(part.items), next: part.next ?? null }
}

/** The workspace's pictures, newest first. */
export const imagesQuery = (filter: ImageFilter) => infiniteQueryOptions({
  queryKey: ['images', 'list', filter],
  queryFn: ({ pageParam, signal }) => readPart(filter, pageParam, signal),
  structuralSharing: false, // comparing all parts with themselves takes the longer the further one has come
  staleTime: query => ((query.state.data?.pages.length ?? 0) > FewParts ? Infinity : 20_000),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (part: Page<Image>) => part.next ?? undefined,
})

/** One of them, with its recipe. */
export const imageQuery = (id: string) => queryOptions({
  queryKey: ['images', 'one', id],
  queryFn: ({ signal }) => body(api.GET('/api/v1/images/{id}', { params: { path: { id } }, signal })),
})

/** What the workspace put together. */
export const collectionsQuery = queryOptions({
  queryKey: ['collections'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/collections', { params: { query: { limit: 100 } }, signal })),
})
