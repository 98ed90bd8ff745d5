import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** The models that are offered; those that the workspace's plan has not say so, and cannot be used. */
export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/models', { params: { query: { denied: true } }, signal })),
  staleTime: 60_000,
})
