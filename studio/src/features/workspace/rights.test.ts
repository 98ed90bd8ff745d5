import { expect, test } from 'vitest'
import type { Member, Workspace } from '~/api/types'
import { canLeave, rightsOver } from './rights'

const workspace = (role: string, isPersonal = false): Workspace =>
  ({ id: 'w', name: 'Studio', isPersonal, plan: 'pro', role, memberCount: 2, createdAt: '2026-11-21T16:00:00Z' })

const member = (userId: string, role: string): Member =>
  ({ userId, email: `${userId}@example.com`, role, createdAt: '2026-11-21T16:00:00Z' })

test('an owner may do everything with everybody else', () => {
  expect(rightsOver(member('bob', 'admin'), workspace('owner'), 'ada'))
    .toEqual({ roles: ['owner', 'admin', 'member'], canRemove: true, canHandOver: true })
})

test('an admin does nothing to an owner, and makes none', () => {
  expect(rightsOver(member('bob', 'owner'), workspace('admin'), 'ada').canRemove).toBe(false)
  expect(rightsOver(member('bob', 'member'), workspace('admin'), 'ada').roles).toEqual(['admin', 'member'])
})

test('a member changes nobody, and nobody changes themselves', () => {
  const nothing = { roles: [], canRemove: false, canHandOver: false }
  expect(rightsOver(member('bob', 'member'), workspace('member'), 'ada')).toEqual(nothing)
  expect(rightsOver(member('ada', 'owner'), workspace('owner'), 'ada')).toEqual(nothing)
})

test('the only owner stays, and so does everybody in their own workspace', () => {
  expect(canLeave(workspace('owner'), [member('ada', 'owner'), member('bob', 'member')])).toBe(false)
  expect(canLeave(workspace('owner'), [member('ada', 'owner'), member('bob', 'owner')])).toBe(true)
  expect(canLeave(workspace('member'), [])).toBe(true)
  expect(canLeave(workspace('owner', true), [])).toBe(false)
})
