// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '~/testing/open-page'
import { type Asked, stubServer } from '~/testing/stub-server'

/** What the pictures were asked by last. */
const lastFilter = (asked: Asked[]) =>
  Object.fromEntries(asked.findLast(({ route }) => route === 'GET /api/v1/images')?.url.searchParams ?? [])

test('what is chosen is asked for, stands in the address, and is taken away again', async () => {
  const asked = stubServer()
  const { person, router } = await openPage('/history')
  expect(await screen.findByText('No pictures yet')).toBeTruthy()
  await person.type(screen.getByRole('searchbox', { name: 'Search in prompts' }), 'boat -night')
  await waitFor(() => expect(lastFilter(asked)).toEqual({ limit: '60', words: 'boat -night' }))
  await person.click(screen.getByRole('combobox', { name: 'How it was made' }))
  // Nothing is laid out in jsdom, so the list counts as hidden.
  await person.click(await screen.findByRole('option', { name: 'Painted in', hidden: true }))
  await person.click(screen.getByRole('checkbox', { name: 'Favourites' }))
  await waitFor(() =>
    expect(lastFilter(asked)).toEqual({ limit: '60', words: 'boat -night', operation: 'inpaint', favourite: 'true' }))
  expect(router.state.location.search).toBe('?words=boat+-night&operation=inpaint&favourite=true')

  await person.click(await screen.findByRole('button', { name: 'Show all' }))
  await waitFor(() => expect(router.state.location.search).toBe(''))
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveProperty('value', ''))
})

test('an address with filters opens with them set', async () => {
  const asked = stubServer()
  await openPage('/history?words=sunset&orientation=square&from=2026-11-01')
  expect(await screen.findByDisplayValue('sunset')).toBeTruthy()
  expect(screen.getByDisplayValue('2026-11-01')).toBeTruthy()
  expect(screen.getByRole('combobox', { name: 'Shape' })).toHaveProperty('value', 'Square')
  expect(lastFilter(asked)).toEqual({ limit: '60', words: 'sunset', orientation: 'square', from: '2026-11-01' })
})
