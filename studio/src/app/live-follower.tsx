import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { applyEvent } from '~/lib/live/generations'
import { follow } from '~/lib/live/follow'
import { useAccount, useChangePerson } from '~/lib/session/session'
import { currentWorkspace, workspace } from '~/lib/session/workspace'
import { useTurnTo, useIsLost, workspacesQuery } from '~/lib/session/workspaces'
import { useStore } from '~/lib/store'
import { useWords } from '~/lib/i18n/use-words'
import { tell } from '~/ui/toast'

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
      onLost: () => void cache.invalidateQueries({ queryKey: workspacesQuery.queryKey }),
    }, stop.signal)
    return () => stop.abort()
    // changePerson is new at every render and does the same.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [cache, person, chosen])
  useHomecoming()
  return null
}

/** Turns to the person's own workspace where the chosen one is theirs no more. */
function useHomecoming(): void {
  const { t } = useWords()
  const cache = useQueryClient()
  const isLost = useIsLost()
  const turnTo = useTurnTo()
  const goHome = useEffectEvent(async () => {
    // The list may be older than the choice: the workspace was just joined, or made in another tab.
    const workspaces = await cache.fetchQuery({ ...workspacesQuery, staleTime: 0 })
    if (workspaces.some(one => one.id === currentWorkspace())) return
    turnTo(null)
    tell(t('workspace.lost'))
  })
  useEffect(() => {
    if (isLost) void goHome()
  }, [isLost])
}
