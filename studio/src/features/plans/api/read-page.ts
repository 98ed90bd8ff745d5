import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** A page of the operator's own. */
export const pageQuery = (key: string) => queryOptions({
  queryKey: ['pages', key],
  queryFn: ({ signal }) => body(api.GET('/api/v1/pages/{key}', { params: { path: { key } }, signal })),
  staleTime: 300_000,
})

/** Credits that can be bought. */
export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/packs', { signal })),
  staleTime: 300_000,
})
