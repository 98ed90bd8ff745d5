// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { EmptyDraft, changeDraft } from '~/features/create/draft'
import { chooseWorkspace, currentWorkspace } from '~/lib/session/workspace'
import { kept } from '~/lib/storage'
import { openPage } from '~/testing/open-page'
import { home, refusal, stubServer } from '~/testing/stub-server'

beforeEach(() => {
  changeDraft(EmptyDraft)
  chooseWorkspace(null)
})

test('what one person wrote is not there for the next, and stays for themselves', async () => {
  stubServer()
  localStorage.setItem('mezzotint-person', 'bob')
  localStorage.setItem('mezzotint-prompts', '["a secret of Bob"]')
  changeDraft({ prompt: 'a secret of Bob' })
  await openPage('/create')
  expect(await screen.findByLabelText('What should the picture show?')).toHaveProperty('value', '')
  expect(kept('prompts')).toBeNull()
  expect(kept('person')).toBe('ada')
})

test('a workspace that is theirs no more gives way to their own', async () => {
  chooseWorkspace('gone')
  const asked = stubServer({
    'GET /api/v1/credits': ({ workspace }) => workspace === 'gone' ? refusal(404, 'not_found', 'No workspace.') : [],
  })
  await openPage('/create')
  expect(await screen.findByText('You are in that workspace no more. This is your own.')).toBeTruthy()
  expect(currentWorkspace()).toBeNull()
  expect(asked.filter(({ route }) => /account|workspaces$/.test(route)).every(one => one.workspace === null)).toBe(true)
})

test('a workspace that was joined a moment ago is not lost', async () => {
  const asked = stubServer({
    'GET /api/v1/workspaces': () => {
      const isFirst = asked.filter(({ route }) => route === 'GET /api/v1/workspaces').length === 1
      return { items: isFirst ? [home] : [home, { ...home, id: 'new', isPersonal: false }], next: null }
    },
  })
  const { cache } = await openPage('/create')
  await waitFor(() => expect(cache.getQueryData(['workspaces'])).toBeTruthy())
  act(() => chooseWorkspace('new'))
  await waitFor(() => expect(cache.getQueryData(['workspaces'])).toHaveLength(2))
  expect(currentWorkspace()).toBe('new')
})

test('who logs out is led to the first page, and nothing of theirs stays', async () => {
  stubServer({ 'POST /api/v1/account/log-out': () => new Response(null, { status: 204 }) })
  const { router, person } = await openPage('/credits')
  changeDraft({ prompt: 'a secret of Ada' })
  await person.click(await screen.findByRole('button', { name: 'Menu' }))
  await person.click(await screen.findByRole('menuitem', { name: 'Log out', hidden: true }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  expect(router.state.location.search).toBe('')
  expect(kept('draft') ?? '').not.toContain('Ada')
})

test('a session that ended elsewhere leads to the log-in and back', async () => {
  let isOver = false
  stubServer({
    'GET /api/v1/images': () =>
      isOver ? refusal(401, 'unauthorized', 'Log in.') : { items: [], next: null },
  })
  const { router, person } = await openPage('/history')
  await screen.findByText('No pictures yet')
  isOver = true
  await person.type(screen.getByRole('searchbox', { name: 'Search in prompts' }), 'boat')
  await waitFor(() => expect(router.state.location.pathname).toBe('/log-in'))
  expect(router.state.location.search).toContain('next=%2Fhistory')
})
