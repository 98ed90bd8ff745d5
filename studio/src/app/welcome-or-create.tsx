import { Navigate } from 'react-router'
import { useAccount } from '~/lib/session/session'
import { PageSkeleton } from '~/ui/page-skeleton'

/** The first page: work for who is here already, a welcome for who is new. */
export function WelcomeOrCreate() {
  const account = useAccount()
  if (account === undefined) return <PageSkeleton />
  return <Navigate to={account ? '/create' : '/log-in'} replace />
}
