import type { Member, Workspace } from '~/api/types'

/** Whether somebody with this role manages a workspace. */
export const isManager = (workspace: Workspace): boolean => workspace.role !== 'member'

/** What may be done with a member: the roles to choose from, and whether they can be taken out or become the owner. */
export type Rights = { roles: string[]; canRemove: boolean; canHandOver: boolean }

/** What the one who looks may do: admins with all but owners, owners with everybody, nobody with themselves. */
export function rightsOver(member: Member, workspace: Workspace, self: string): Rights {
  const isSelf = member.userId === self
  const isOwner = workspace.role === 'owner'
  const isUnder = isOwner || (workspace.role === 'admin' && member.role !== 'owner')
  const canChange = !isSelf && !workspace.isPersonal && isUnder
  return {
    roles: canChange ? (isOwner ? ['owner', 'admin', 'member'] : ['admin', 'member']) : [],
    canRemove: canChange,
    canHandOver: canChange && isOwner && member.role !== 'owner',
  }
}

/** Whether a workspace can be left: a person's own cannot, nor can its only owner go. */
export const canLeave = (workspace: Workspace, members: Member[]): boolean =>
  !workspace.isPersonal && (workspace.role !== 'owner' || members.filter(member => member.role === 'owner').length > 1)
