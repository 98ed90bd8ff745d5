import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/workspaces', { params: { query: { limit: 100 } }, signal })),
})

export const createWorkspace = (name: string) => body(api.POST('/api/v1/workspaces', { body: { name } }))

export const renameWorkspace = ({ id, name }: { id: string; name: string }) =>
  body(api.PATCH('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId: id } }, body: { name } }))

export const deleteWorkspace = (id: string) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId: id } } })
