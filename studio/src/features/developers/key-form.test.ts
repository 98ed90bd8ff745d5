import { expect, test } from 'vitest'
import { EmptyKeyForm, scopesFor, toRequest } from './key-form'

const Now = Date.parse('2026-11-21T12:00:00Z')

test('what is left empty is left out', () => {
  expect(toRequest({ ...EmptyKeyForm, name: ' Script ' }, Now))
    .toEqual({ name: 'Script', scopes: ['generate', 'read'] })
})

test('a cap of nothing is a cap', () => {
  expect(toRequest({ ...EmptyKeyForm, spendCap: 0 }, Now).spendCap).toBe(0)
})

test('a life is counted from now', () => {
  expect(toRequest({ ...EmptyKeyForm, life: '30' }, Now).expiresAt).toBe('2026-12-21T12:00:00.000Z')
})

test('nobody gives what they have not', () => {
  expect(scopesFor({ role: 'member', isAdmin: false })).toEqual(['generate', 'read'])
  expect(scopesFor({ role: 'admin', isAdmin: false })).not.toContain('admin')
  expect(scopesFor({ role: 'owner', isAdmin: true })).toContain('worker')
})
