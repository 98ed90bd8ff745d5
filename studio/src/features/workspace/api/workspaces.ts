import { api, body } from '~/api/client'

export const createWorkspace = (name: string) => body(api.POST('/api/v1/workspaces', { body: { name } }))

export const renameWorkspace = ({ workspaceId, name }: { workspaceId: string; name: string }) =>
  body(api.PATCH('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } }, body: { name } }))

/** Ends a workspace with everything in it. */
export const deleteWorkspace = (workspaceId: string) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}', { params: { path: { workspaceId } } })
