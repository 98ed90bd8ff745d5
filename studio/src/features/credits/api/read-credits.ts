import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** Every wallet of the workspace, with its grants. */
export const creditsQuery = queryOptions({
  queryKey: ['credits'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/credits', { signal })),
})
