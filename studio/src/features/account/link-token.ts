import { useState } from 'react'

/** What stands after the # of a mail's link, taken out of the address so that no history or screenshot keeps it. */
export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = location.hash.slice(1)
    if (found) history.replaceState(history.state, '', location.pathname + location.search)
    return found || null
  })
  return token
}
