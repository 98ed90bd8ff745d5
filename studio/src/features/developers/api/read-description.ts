import { queryOptions } from '@tanstack/react-query'
import { reach } from '~/api/client'
import type { ApiDescription } from '../reference/openapi'

/** Where the server describes its API. */
export const DescriptionAddress = '/openapi/v1.json'

/** The API as the running server describes it. */
export const descriptionQuery = queryOptions({
  queryKey: ['api-description'],
  queryFn: async ({ signal }) => (await (await reach(DescriptionAddress, { signal })).json()) as ApiDescription,
  staleTime: Infinity,
})
