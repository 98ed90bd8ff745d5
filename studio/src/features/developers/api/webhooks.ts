import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { Page, WebhookDelivery } from '~/api/types'

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/webhooks', { params: { query: { limit: 100 } }, signal })),
})

export const createWebhook = (request: { url: string; events: string[]; description: string }) =>
  body(api.POST('/api/v1/webhooks', { body: request }))

export const enableWebhook = ({ id, isEnabled }: { id: string; isEnabled: boolean }) =>
  body(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: { isEnabled } }))

export const deleteWebhook = (id: string) => api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } })

export const testWebhook = (id: string) => body(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }))

/** What was sent to a webhook, newest first. */
export const deliveriesQuery = (webhookId: string) => infiniteQueryOptions({
  queryKey: ['deliveries', webhookId],
  queryFn: ({ pageParam, signal }) => body(api.GET('/api/v1/webhook-deliveries', {
    params: { query: { webhookId, limit: 20, cursor: pageParam } }, signal,
  })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (part: Page<WebhookDelivery>) => part.next ?? undefined,
})

export const replayDelivery = (id: string) =>
  body(api.POST('/api/v1/webhook-deliveries/{id}/replay', { params: { path: { id } } }))
