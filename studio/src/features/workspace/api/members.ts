import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { Member, Page } from '~/api/types'

export type Place = { workspaceId: string; userId: string }

/** Who is in a workspace. */
export const membersQuery = (workspaceId: string) => infiniteQueryOptions({
  queryKey: ['workspace', workspaceId, 'members'],
  queryFn: ({ pageParam, signal }) => body(api.GET('/api/v1/workspaces/{workspaceId}/members', {
    params: { path: { workspaceId }, query: { limit: 50, cursor: pageParam } }, signal,
  })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: Page<Member>) => page.next ?? undefined,
})

export const changeRole = ({ role, ...path }: Place & { role: string }) =>
  api.PATCH('/api/v1/workspaces/{workspaceId}/members/{userId}', { params: { path }, body: { role } })

/** Takes somebody out of a workspace; oneself to leave it. */
export const removeMember = (path: Place) =>
  api.DELETE('/api/v1/workspaces/{workspaceId}/members/{userId}', { params: { path } })

/** Makes a member the owner; the owner who asks becomes an admin. */
export const handOver = ({ workspaceId, userId }: Place) =>
  api.POST('/api/v1/workspaces/{workspaceId}/owner', { params: { path: { workspaceId } }, body: { userId } })
