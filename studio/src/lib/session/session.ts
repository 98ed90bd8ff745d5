import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { api, body } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { Account } from '~/api/types'
import { start } from '../start'
import { forgetOwn, keep, kept } from '../storage'
import { createStore } from '../store'

/** Notes who is here, and forgets what another person left: a session may have ended without a log-out. */
function greet(account: Account): Account {
  const before = kept('person')
  if (before !== null && before !== account.id) forgetOwn()
  keep('person', account.id)
  return account
}

/** Who is logged in; null for nobody. */
async function readAccount(signal: AbortSignal): Promise<Account | null> {
  try {
    return greet(await body(api.GET('/api/v1/account', { signal })))
  } catch (error) {
    if (isProblem(error, 'unauthorized')) return null
    throw error
  }
}

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => readAccount(signal),
  staleTime: 60_000,
  // Without a cookie there is nobody to ask about, and no failed request in a stranger's first visit.
  initialData: start.hasSession ? undefined : null,
})

/** The person: undefined while it is not known yet, null for nobody. */
export const useAccount = (): Account | null | undefined => useQuery(accountQuery).data

/** Whether the person is going by their own will: they are led to the first page then, not to the log-in. */
export const departure = createStore(false)

/** Forgets everything that was another person's, and knows who is here now. */
export function useChangePerson(): (account: Account | null) => void {
  const cache = useQueryClient()
  return account => {
    cache.setQueryData(accountQuery.queryKey, account && greet(account))
    cache.removeQueries({ predicate: query => query.queryKey[0] !== 'account' })
  }
}

/** Ends the visit of a person who logged out or whose account is gone: nothing of theirs stays in this browser. */
export function useDepart(): () => Promise<void> {
  const changePerson = useChangePerson()
  const navigate = useNavigate()
  return async () => {
    departure.set(true)
    forgetOwn()
    changePerson(null)
    await navigate('/')
    departure.set(false)
  }
}
