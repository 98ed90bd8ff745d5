import { cleanup, configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { afterEach, vi } from 'vitest'
import { Providers, createCache } from '~/app/providers'
import { routes } from '~/app/routes'
import { speak } from '~/lib/i18n/i18n'

configure({ asyncUtilTimeout: 15_000 })

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
})

/** Opens an address of the studio through its real routes, in English. */
export async function openPage(address: string) {
  await speak('en')
  const router = createMemoryRouter(routes, { initialEntries: [address] })
  const cache = createCache()
  render(<Providers queries={cache}><RouterProvider router={router} /></Providers>)
  return { router, cache, person: userEvent.setup() }
}
