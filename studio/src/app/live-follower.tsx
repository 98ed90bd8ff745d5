import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { applyEvent } from '~/lib/live/generations'
import { follow } from '~/lib/live/follow'
import { useAccount, useChangePerson } from '~/lib/session/session'
import { workspace } from '~/lib/session/workspace'
import { useStore } from '~/lib/store'

/** The tab's one live connection, as long as somebody is logged in. */
export function LiveFollower() {
  const cache = useQueryClient()
  const person = useAccount()?.id
  const chosen = useStore(workspace)
  const changePerson = useChangePerson()
  useEffect(() => {
    if (!person) return
    const stop = new AbortController()
    void follow({
      onEvent: event => applyEvent(cache, event),
      onFresh: () => void cache.invalidateQueries({ queryKey: ['generations'] }),
      onSignedOut: () => changePerson(null),
    }, stop.signal)
    return () => stop.abort()
    // changePerson is new at every render and does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [cache, person, chosen])
  return null
}
