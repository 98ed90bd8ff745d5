import { RouterProvider } from 'react-router/dom'
import { Providers } from './providers'
import type { Router } from './routes'

export function App({ router }: { router: Router }) {
  return <Providers><RouterProvider router={router} /></Providers>
}
