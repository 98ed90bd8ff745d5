import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { Collection, Image, Page } from '~/api/types'
import type { ImageFilter } from './queries'

type Parts = InfiniteData<Page<Image>, string | undefined>

/** Changes pictures wherever they are shown; null takes one out. */
export function patchImages(cache: QueryClient, change: (image: Image) => Image | null): void {
  cache.setQueriesData<Parts>({ queryKey: ['images', 'list'] }, parts => parts && {
    ...parts,
    pages: parts.pages.map(part => ({ ...part, items: part.items.flatMap(image => change(image) ?? []) })),
  })
  cache.setQueriesData<Image>({ queryKey: ['images', 'one'] }, image => (image && change(image)) ?? image)
}

const patchOne = (cache: QueryClient, id: string, fields: Partial<Image>) =>
  patchImages(cache, image => (image.id === id ? { ...image, ...fields } : image))

/** Marks a picture, or takes the mark away; shown at once, and taken back where the server refuses. */
export function useFavourite() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ id, isFavourite }: { id: string; isFavourite: boolean }) => {
      const params = { path: { id } }
      return isFavourite
        ? api.PUT('/api/v1/images/{id}/favourite', { params })
        : api.DELETE('/api/v1/images/{id}/favourite', { params })
    },
    onMutate: ({ id, isFavourite }) => patchOne(cache, id, { isFavourite }),
    onError: (_, { id, isFavourite }) => patchOne(cache, id, { isFavourite: !isFavourite }),
  })
}

/** Shows a picture in the gallery, or takes it out. */
export function usePublish() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ id, isPublic }: { id: string; isPublic: boolean }) =>
      body(api.PATCH('/api/v1/images/{id}', { params: { path: { id } }, body: { isPublic } })),
    onSuccess: image => {
      patchOne(cache, image.id, image)
      void cache.invalidateQueries({ queryKey: ['gallery'] })
    },
  })
}

/** A new collection. */
export function useCreateCollection() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => body(api.POST('/api/v1/collections', { body: { name } })),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['collections'] }),
  })
}

const PutAtOnce = 100

/** Puts pictures into a collection, however many. */
async function putInto({ id, ids }: { id: string; ids: string[] }): Promise<Collection> {
  const params = { path: { id } }
  const first = await body(api.POST('/api/v1/collections/{id}/images', {
    params, body: { ids: ids.slice(0, PutAtOnce) },
  }))
  return ids.length > PutAtOnce ? putInto({ id, ids: ids.slice(PutAtOnce) }) : first
}

export function usePutIntoCollection() {
  const cache = useQueryClient()
  return useMutation({ mutationFn: putInto, onSuccess: ({ id }) => refreshCollection(cache, id) })
}

/** Takes pictures out of a collection; they stay in the history. */
export function useTakeOutOfCollection() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, ids }: { id: string; ids: string[] }) => {
      for (const imageId of ids)
        await api.DELETE('/api/v1/collections/{id}/images/{imageId}', { params: { path: { id, imageId } } })
    },
    onSettled: (_, __, { id }) => refreshCollection(cache, id),
  })
}

/** Reads anew what a change of a collection changes: lists of all pictures stay as they are. */
export function refreshCollection(cache: QueryClient, id: string): void {
  void cache.invalidateQueries({ queryKey: ['collections'] })
  void cache.invalidateQueries({
    predicate: ({ queryKey: [kind, list, filter] }) =>
      kind === 'images' && list === 'list' && (filter as ImageFilter).collection === id,
  })
}
