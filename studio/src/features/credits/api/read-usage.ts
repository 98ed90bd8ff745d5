import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** What was made in the last days, and how much of the plan's limits is used. */
export const usageQuery = (days: number) => queryOptions({
  queryKey: ['credits', 'usage', days],
  queryFn: ({ signal }) => body(api.GET('/api/v1/usage', { params: { query: { days } }, signal })),
  placeholderData: keepPreviousData,
})
