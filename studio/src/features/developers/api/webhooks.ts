import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { ChangeWebhookRequest, CreateWebhookRequest, Page, WebhookDelivery } from '~/api/types'

const WebhooksMax = 10

/** The workspace's webhooks, newest first. */
export const webhooksQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: async ({ signal }) =>
    (await body(api.GET('/api/v1/webhooks', { params: { query: { limit: WebhooksMax } }, signal }))).items,
  throwOnError: error => isProblem(error, 'missing_scope'),
})

/** Messages and how their sending went, newest first; of one webhook, or of all. */
export const deliveriesQuery = (webhookId: string | null) => infiniteQueryOptions({
  queryKey: ['webhooks', 'deliveries', webhookId],
  queryFn: ({ pageParam, signal }) => body(api.GET('/api/v1/webhook-deliveries', {
    params: { query: { limit: 20, cursor: pageParam, webhookId: webhookId ?? undefined } }, signal,
  })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page<WebhookDelivery>) => page.next ?? undefined,
})

/** Makes a webhook; the secret that signs its messages is in the answer and nowhere else. */
export const createWebhook = (request: CreateWebhookRequest) => body(api.POST('/api/v1/webhooks', { body: request }))

export const changeWebhook = ({ id, change }: { id: string; change: ChangeWebhookRequest }) =>
  body(api.PATCH('/api/v1/webhooks/{id}', { params: { path: { id } }, body: change }))

export const deleteWebhook = (id: string) => api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } })

export const rotateSecret = (id: string) =>
  body(api.POST('/api/v1/webhooks/{id}/secret', { params: { path: { id } } }))

export const testWebhook = (id: string) => api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } })

export const replayDelivery = (id: string) =>
  api.POST('/api/v1/webhook-deliveries/{id}/replay', { params: { path: { id } } })
