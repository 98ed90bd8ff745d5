import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** The samplers and schedulers that requests can name. */
export const samplersQuery = queryOptions({
  queryKey: ['samplers'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/samplers', { signal })),
  staleTime: Infinity,
})
