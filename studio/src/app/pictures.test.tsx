// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '~/testing/open-page'
import { home, picture, stubServer } from '~/testing/stub-server'

const [red, blue] = [picture('i1', 'a red house'), picture('i2', 'a blue house')]
const pictures = {
  'GET /api/v1/images': () => ({ items: [red, blue], next: null }),
  'GET /api/v1/images/i1': () => red,
}

test('a picture that is deleted is gone from lists that are read meanwhile, and Ctrl+Z brings it back', async () => {
  const asked = stubServer(pictures)
  const { person, router } = await openPage('/pictures/i1')
  await person.click(await screen.findByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/history'))
  await waitFor(() => expect(asked.some(({ route }) => route === 'GET /api/v1/images')).toBe(true))
  const reads = () => asked.filter(({ route }) => route === 'GET /api/v1/images').length
  const before = reads()
  await person.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(reads()).toBeGreaterThan(before))
  expect(asked.some(({ route }) => route === 'POST /api/v1/images/delete')).toBe(false)
})

test('who does not manage the workspace is told so where keys are, and nothing is asked that is refused', async () => {
  const asked = stubServer({ 'GET /api/v1/workspaces': () => ({ items: [{ ...home, role: 'member' }], next: null }) })
  await openPage('/developers')
  expect(await screen.findByText('This is not open to you')).toBeTruthy()
  expect(asked.some(({ route }) => route === 'GET /api/v1/api-keys')).toBe(false)
})

test('who does not manage the workspace is not offered what is refused', async () => {
  stubServer({ ...pictures, 'GET /api/v1/workspaces': () => ({ items: [{ ...home, role: 'member' }], next: null }) })
  await openPage('/pictures/i1')
  expect(await screen.findByText('Those who manage the workspace mark, share and delete pictures.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Download' })).toBeTruthy()
})
