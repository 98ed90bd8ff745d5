import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { CreditTransfer, Page } from '~/api/types'

const PerPart = 25
const PerPartOfUse = 100
const PartsMost = 20
const DayMs = 86_400_000

const read = (limit: number, cursor: string | undefined, signal: AbortSignal) =>
  body(api.GET('/api/v1/credits/transfers', { params: { query: { limit, cursor } }, signal }))

/** The account book, newest first. */
export const transfersQuery = infiniteQueryOptions({
  queryKey: ['credits', 'transfers'],
  queryFn: ({ pageParam, signal }) => read(PerPart, pageParam, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (part: Page<CreditTransfer>) => part.next ?? undefined,
})

/** All lines of the last days, as far as some thousand lines reach. */
export const recentTransfersQuery = (days: number) => queryOptions({
  queryKey: ['credits', 'recent', days],
  queryFn: async ({ signal }) => {
    const since = Date.now() - days * DayMs
    const lines: CreditTransfer[] = []
    let cursor: string | undefined
    for (let part = 0; part < PartsMost; part++) {
      const { items, next } = await read(PerPartOfUse, cursor, signal)
      lines.push(...items)
      const last = items.at(-1)
      if (!next || !last || new Date(last.createdAt).getTime() < since) break
      cursor = next
    }
    return lines
  },
  staleTime: 60_000,
})
