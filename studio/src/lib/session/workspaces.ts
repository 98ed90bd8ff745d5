import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { Workspace } from '~/api/types'
import { useStore } from '../store'
import { useAccount } from './session'
import { chooseWorkspace, workspace } from './workspace'

const WorkspacesMax = 100

/** The workspaces that the person is in. */
export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: async ({ signal }) =>
    (await body(api.GET('/api/v1/workspaces', { params: { query: { limit: WorkspacesMax } }, signal }))).items,
  staleTime: 60_000,
})

/** The workspace that everything is about; undefined while it is not known. */
export function useWorkspace(): Workspace | undefined {
  const chosen = useStore(workspace)
  const personal = useAccount()?.personalWorkspaceId
  const { data: workspaces } = useQuery({ ...workspacesQuery, enabled: personal !== undefined })
  return workspaces?.find(one => one.id === (chosen ?? personal))
}

/** Whether the person may change what the workspace has: mark, share, delete. While it is not known, they may. */
export const useIsManager = (): boolean => useWorkspace()?.role !== 'member'

/** Whether the chosen workspace is theirs no more: they were taken out of it, or it was deleted. */
export function useIsLost(): boolean {
  const chosen = useStore(workspace)
  const isSomebody = Boolean(useAccount())
  const { data: workspaces } = useQuery({ ...workspacesQuery, enabled: isSomebody && chosen !== null })
  return chosen !== null && workspaces !== undefined && workspaces.every(one => one.id !== chosen)
}

/** What is not about the one workspace that is turned to: it stays, or names its workspace itself. */
const Staying = new Set<unknown>(['account', 'workspaces', 'workspace', 'api-description', 'plans'])

/** Turns to another workspace: what was read of the one before is forgotten. Null is the person's own. */
export function useTurnTo(): (id: string | null) => void {
  const cache = useQueryClient()
  return id => {
    chooseWorkspace(id)
    void cache.resetQueries({ predicate: query => !Staying.has(query.queryKey[0]) })
  }
}
