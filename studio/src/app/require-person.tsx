import { Navigate, Outlet, useLocation } from 'react-router'
import { departure, useAccount } from '~/lib/session/session'
import { PageSkeleton } from '~/ui/page-skeleton'

/** Shows a page to who is logged in; others log in first and come back. */
export function RequirePerson() {
  const account = useAccount()
  const { pathname, search } = useLocation()
  if (account === undefined) return <PageSkeleton />
  if (account) return <Outlet />
  return <Navigate to={departure.get() ? '/' : `/log-in?next=${encodeURIComponent(pathname + search)}`} replace />
}
