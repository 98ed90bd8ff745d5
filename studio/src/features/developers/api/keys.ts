import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { components } from '~/api/schema'

export type NewKey = components['schemas']['CreateApiKeyRequest']

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/api-keys', { params: { query: { limit: 100 } }, signal })),
})

/** A new key, with its text, which is shown only here. */
export const createKey = (request: NewKey) => body(api.POST('/api/v1/api-keys', { body: request }))

export const revokeKey = (id: string) => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })
