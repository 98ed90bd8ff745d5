import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { CreateGenerationRequest } from '~/api/types'

/** What a picture was made from. */
export type StartPicture = { id: string; url: string; width: number; height: number }

/** Uploads and pictures of the history with these ids, in their order; null for what is gone: uploads are kept for 2
 * days. */
export const startsQuery = (ids: string[]) => queryOptions({
  queryKey: ['starts', ids],
  queryFn: async ({ signal }): Promise<(StartPicture | null)[]> => {
    const found = await body(api.GET('/api/v1/start-pictures', { params: { query: { id: ids } }, signal }))
    return ids.map(id => found.find(one => one.id === id) ?? null)
  },
  staleTime: 60_000,
})

/** The start picture of a request with its mask; null where it has none, `gone` where one of them is no more. */
export async function startOf(cache: QueryClient, request: CreateGenerationRequest) {
  if (!request.image) return null
  const ids = request.mask ? [request.image, request.mask] : [request.image]
  const [start, mask] = await cache.fetchQuery(startsQuery(ids))
  if (!start || mask === null) return 'gone' as const
  return { ...start, mask: mask ? { id: mask.id, url: mask.url } : null }
}
