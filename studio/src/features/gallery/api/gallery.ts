import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { GalleryImage, Page } from '~/api/types'

const PerPart = 40

/** What everybody sees, newest first. */
export const galleryQuery = infiniteQueryOptions({
  queryKey: ['gallery', 'list'],
  queryFn: ({ pageParam, signal }) =>
    body(api.GET('/api/v1/gallery', { params: { query: { limit: PerPart, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (part: Page<GalleryImage>) => part.next ?? undefined,
})

/** Says something against a picture. */
export const reportImage = (imageId: string, reason: string) =>
  api.POST('/api/v1/gallery/{imageId}/reports', { params: { path: { imageId } }, body: { reason } })
