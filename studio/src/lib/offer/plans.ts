import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { OfferedPlan } from '~/api/types'

/** What is offered, cheapest first. */
export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/plans', { signal })),
  staleTime: 300_000,
})

/** The workspace's plan, by its key. */
export const subscriptionQuery = queryOptions({
  queryKey: ['subscription'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/subscription', { signal })),
  staleTime: 60_000,
})

/** The workspace's plan; undefined while it is not known, or is offered no more. */
export function usePlan(): OfferedPlan | undefined {
  const { data: plans } = useQuery(plansQuery)
  const { data: subscription } = useQuery(subscriptionQuery)
  return plans?.find(plan => plan.key === subscription?.plan)
}
