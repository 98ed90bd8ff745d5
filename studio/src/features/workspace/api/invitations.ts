import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

const InvitationsShown = 100

/** Invitations that nobody accepted yet; for those who manage the workspace. */
export const invitationsQuery = (workspaceId: string) => queryOptions({
  queryKey: ['workspace', workspaceId, 'invitations'],
  queryFn: async ({ signal }) => (await body(api.GET('/api/v1/workspaces/{workspaceId}/invitations', {
    params: { path: { workspaceId }, query: { limit: InvitationsShown } }, signal,
  }))).items,
})

/** Mails a link by which its reader may join; an address that is invited again gets a new one. */
export const invite = ({ workspaceId, ...request }: { workspaceId: string; email: string; role: string }) =>
  body(api.POST('/api/v1/workspaces/{workspaceId}/invitations', { params: { path: { workspaceId } }, body: request }))

export const takeBack = (path: { workspaceId: string; id: string }) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}/invitations/{id}', { params: { path } })
