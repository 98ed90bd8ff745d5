import { Navigate } from 'react-router'
import { WelcomePage } from '~/features/gallery/welcome-page'
import { useAccount } from '~/lib/session/session'
import { PageSkeleton } from '~/ui/page-skeleton'

/** The first page: work for who is here already, a welcome for who is new. */
export function WelcomeOrCreate() {
  const account = useAccount()
  if (account) return <Navigate to="/create" replace />
  return account === undefined ? <PageSkeleton /> : <WelcomePage />
}
