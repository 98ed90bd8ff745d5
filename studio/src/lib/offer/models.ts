import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** The models that the workspace's plan has. */
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/models', { signal })),
  staleTime: 60_000,
})
