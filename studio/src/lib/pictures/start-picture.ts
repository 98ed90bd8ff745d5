import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { CreateGenerationRequest } from '~/api/types'

/** What a picture was made from. */
export type StartPicture = { id: string; url: string; width: number; height: number }

/** An upload or a picture of the history, whichever has this id; null where it is gone. Uploads are kept for 2 days. */
export const startQuery = (id: string) => queryOptions({
  queryKey: ['start', id],
  queryFn: async ({ signal }): Promise<StartPicture | null> =>
    await orNull(body(api.GET('/api/v1/uploads/{id}', { params: { path: { id } }, signal })))
    ?? await orNull(body(api.GET('/api/v1/images/{id}', { params: { path: { id } }, signal }))),
  staleTime: 60_000,
})

async function orNull(asked: Promise<StartPicture>): Promise<StartPicture | null> {
  try {
    const { id, url, width, height } = await asked
    return { id, url, width, height }
  } catch (error) {
    if (isProblem(error, 'not_found')) return null
    throw error
  }
}

/** The start picture of a request with its mask; null where it has none, `gone` where one of them is no more. */
export async function startOf(cache: QueryClient, request: CreateGenerationRequest) {
  if (!request.image) return null
  const start = await cache.fetchQuery(startQuery(request.image))
  const mask = request.mask ? await cache.fetchQuery(startQuery(request.mask)) : null
  if (!start || (request.mask && !mask)) return 'gone' as const
  return { ...start, mask: mask && { id: mask.id, url: mask.url } }
}
