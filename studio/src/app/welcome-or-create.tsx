import { Suspense, lazy } from 'react'
import { Navigate } from 'react-router'
import { useAccount } from '~/lib/session/session'
import { PageSkeleton } from '~/ui/page-skeleton'

const Welcome = lazy(async () => ({ default: (await import('~/features/gallery/welcome-page')).WelcomePage }))

/** The first page: work for who is here already, a welcome for who is new. */
export function WelcomeOrCreate() {
  const account = useAccount()
  if (account) return <Navigate to="/create" replace />
  return account === undefined ? <PageSkeleton /> : <Suspense fallback={<PageSkeleton />}><Welcome /></Suspense>
}
