import { type InfiniteData, type QueryClient, infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { GeneratedImage, Generation, GenerationEvent, Page } from '~/api/types'
import { refreshImages } from '../pictures/newest'

const PerPage = 12

/** The workspace's generations, newest first. */
export const generationsQuery = infiniteQueryOptions({
  queryKey: ['generations', 'list'],
  queryFn: ({ pageParam, signal }) =>
    body(api.GET('/api/v1/generations', { params: { query: { limit: PerPage, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page<Generation>) => page.next ?? undefined,
  staleTime: 60_000,
})

/** One of them, with its place in the queue. */
export const generationQuery = (id: string) => queryOptions({
  queryKey: ['generations', 'one', id],
  queryFn: ({ signal }) => body(api.GET('/api/v1/generations/{id}', { params: { path: { id } }, signal })),
})

type Pages = InfiniteData<Page<Generation>, string | undefined>

/** Writes a generation into the list: in its place where it stands there, else as the newest. */
export function putGeneration(cache: QueryClient, generation: Generation): void {
  cache.setQueryData<Pages>(generationsQuery.queryKey, pages => pages && withGeneration(pages, generation))
}

export function withGeneration(pages: Pages, generation: Generation): Pages {
  const isThere = pages.pages.some(page => page.items.some(item => item.id === generation.id))
  return {
    ...pages,
    pages: pages.pages.map((page, index) => {
      if (isThere)
        return { ...page, items: page.items.map(item => (item.id === generation.id ? later(item, generation) : item)) }
      return index === 0 ? { ...page, items: [generation, ...page.items] } : page
    }),
  }
}

const isOpen = (one: { status: string }) => one.status === 'queued' || one.status === 'running'

/** What is read may be older than an event that came while it was on its way: what has ended stays ended. */
function later(known: Generation, read: Generation): Generation {
  if (!isOpen(known) && isOpen(read)) return known
  const ended = new Map(known.images.filter(one => !isOpen(one)).map(one => [one.id, one]))
  return { ...read, images: read.images.map(one => (isOpen(one) && ended.get(one.id)) || one) }
}

/** A generation after something happened to one of its images. */
export function withImage(generation: Generation, image: GeneratedImage): Generation {
  const images = generation.images.map(one => (one.id === image.id ? { ...one, ...image } : one))
  const isRunning = images.some(one => one.status === 'running' || one.status === 'completed')
  const status = generation.status === 'queued' && isRunning ? 'running' : generation.status
  return { ...generation, images, status }
}

/** Brings what is shown up to what happened. */
export function applyEvent(cache: QueryClient, event: GenerationEvent): void {
  const pages = cache.getQueryData<Pages>(generationsQuery.queryKey)
  const known = pages?.pages.flatMap(page => page.items).find(item => item.id === event.generationId)
  if (event.generation) putGeneration(cache, event.generation)
  else if (known && event.image) putGeneration(cache, withImage(known, event.image))
  else if (pages && !known) void fetchInto(cache, event.generationId)
  if (event.type === 'image.completed') refreshImages(cache)
  if (event.type !== 'image.progress' && event.type !== 'image.started') {
    if (cache.isFetching({ queryKey: generationsQuery.queryKey }) > 0) // the answer may be older than this
      void cache.invalidateQueries({ queryKey: generationsQuery.queryKey })
    void cache.invalidateQueries({ queryKey: ['credits'] })
    void cache.invalidateQueries({ queryKey: ['estimate'] })
  }
}

/** Another device asked for pictures: they appear here too. */
async function fetchInto(cache: QueryClient, id: string): Promise<void> {
  putGeneration(cache, await cache.fetchQuery({ ...generationQuery(id), staleTime: 0 }))
}
