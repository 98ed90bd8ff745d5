import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

export const membersQuery = (workspaceId: string) => queryOptions({
  queryKey: ['members', workspaceId],
  queryFn: ({ signal }) => body(api.GET('/api/v1/workspaces/{workspaceId}/members', {
    params: { path: { workspaceId }, query: { limit: 100 } }, signal,
  })),
})

type Person = { workspaceId: string; userId: string }

export const changeRole = ({ workspaceId, userId, role }: Person & { role: string }) =>
  api.PATCH('/api/v1/workspaces/{workspaceId}/members/{userId}', {
    params: { path: { workspaceId, userId } },
    body: { role },
  })

export const removeMember = ({ workspaceId, userId }: Person) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}/members/{userId}', { params: { path: { workspaceId, userId } } })

export const invitationsQuery = (workspaceId: string) => queryOptions({
  queryKey: ['invitations', workspaceId],
  queryFn: ({ signal }) => body(api.GET('/api/v1/workspaces/{workspaceId}/invitations', {
    params: { path: { workspaceId } }, signal,
  })),
})

export const inviteMember = ({ workspaceId, ...invited }: { workspaceId: string; email: string; role: string }) =>
  body(api.POST('/api/v1/workspaces/{workspaceId}/invitations', { params: { path: { workspaceId } }, body: invited }))

export const takeBackInvitation = ({ workspaceId, id }: { workspaceId: string; id: string }) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}/invitations/{id}', { params: { path: { workspaceId, id } } })
