import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { CreditTransfer, Page } from '~/api/types'

const PerPage = 20

/** The workspace's account book, newest first. */
export const transfersQuery = infiniteQueryOptions({
  queryKey: ['credits', 'transfers'],
  queryFn: ({ pageParam, signal }) =>
    body(api.GET('/api/v1/credits/transfers', { params: { query: { limit: PerPage, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page<CreditTransfer>) => page.next ?? undefined,
})
