import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { ApiKey, CreateApiKeyRequest, Page } from '~/api/types'

/** The workspace's keys, newest first. Who does not manage the workspace has no right to the page. */
export const keysQuery = infiniteQueryOptions({
  queryKey: ['api-keys'],
  queryFn: ({ pageParam, signal }) =>
    body(api.GET('/api/v1/api-keys', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page<ApiKey>) => page.next ?? undefined,
  throwOnError: error => isProblem(error, 'missing_scope'),
})

/** Makes a key; its text is in the answer and nowhere else. */
export const createKey = (request: CreateApiKeyRequest) => body(api.POST('/api/v1/api-keys', { body: request }))

export const renameKey = ({ id, name }: { id: string; name: string }) =>
  body(api.PATCH('/api/v1/api-keys/{id}', { params: { path: { id } }, body: { name } }))

export const revokeKey = (id: string) => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })
