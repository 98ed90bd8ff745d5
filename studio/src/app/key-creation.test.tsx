// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ApiKey } from '~/api/types'
import { openPage } from '~/testing/open-page'
import { refusal, stubServer } from '~/testing/stub-server'

const key: ApiKey = {
  id: 'k1', name: 'Script', prefix: 'mzt_abcd', scopes: ['generate', 'read', 'manage'], spentThisMonth: 0,
  createdBy: 'ada', createdAt: '2026-11-21T16:00:00Z',
}

async function openForm() {
  const { person } = await openPage('/developers')
  await person.click(await screen.findByRole('button', { name: 'New key' }))
  await person.type(await screen.findByRole('textbox', { name: /^Name/ }), 'Script')
  return person
}

test('a key is made as the form says, its secret is seen once, and then it stands in the list', async () => {
  const keys: ApiKey[] = []
  const asked = stubServer({
    'GET /api/v1/api-keys': () => ({ items: keys, next: null }),
    'POST /api/v1/api-keys': () => {
      keys.push(key)
      return Response.json({ key, text: 'mzt_secret' }, { status: 201 })
    },
  })
  const person = await openForm()
  await person.click(screen.getByRole('checkbox', { name: /^Manage/ }))
  await person.click(screen.getByRole('button', { name: 'Make the key' }))
  expect((await screen.findByTestId('secret')).textContent).toBe('mzt_secret')
  expect(asked.find(({ route }) => route === 'POST /api/v1/api-keys')?.body)
    .toEqual({ name: 'Script', scopes: ['generate', 'read', 'manage'] })
  await person.click(screen.getByRole('button', { name: 'I have it' }))
  await waitFor(() => expect(screen.queryByText('mzt_secret')).toBeNull())
  expect(await screen.findByRole('article', { name: 'Script' })).toBeTruthy()
})

test('what is refused is said in the form, which keeps what was entered', async () => {
  stubServer({ 'POST /api/v1/api-keys': () => refusal(400, 'invalid_field', 'A name has 1 to 100 characters.') })
  const person = await openForm()
  await person.click(screen.getByRole('button', { name: 'Make the key' }))
  expect(await screen.findByText('A name has 1 to 100 characters.')).toBeTruthy()
  expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveProperty('value', 'Script')
})

test('a key that may do nothing cannot be made', async () => {
  stubServer()
  const person = await openForm()
  for (const scope of [/^Make pictures/, /^Read/]) await person.click(screen.getByRole('checkbox', { name: scope }))
  expect(screen.getByRole('button', { name: 'Make the key' })).toHaveProperty('disabled', true)
})
