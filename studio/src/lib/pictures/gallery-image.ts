import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** A picture that everybody sees, with what it was made from. */
export const galleryImageQuery = (id: string) => queryOptions({
  queryKey: ['gallery', 'one', id],
  queryFn: ({ signal }) => body(api.GET('/api/v1/gallery/{id}', { params: { path: { id } }, signal })),
})
