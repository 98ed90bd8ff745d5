import { creditsQuery } from '~/features/credits/api/read-credits'
import { galleryQuery } from '~/features/gallery/api/gallery'
import { EarlyCalls, forgetEarly } from '~/lib/early'
import { generationsQuery } from '~/lib/live/generations'
import { modelsQuery } from '~/lib/offer/models'
import { accountQuery } from '~/lib/session/session'
import { start } from '~/lib/start'
import { cache } from './providers'
import type { Router } from './routes'

const PatienceMs = 500

/**
 * Resolves when the page that is opened can be shown whole: its file has come, it is known who is here, and what was
 * asked for early is here too, or takes long. Until then the first screen stays, and nothing is drawn that would be
 * drawn anew a moment later.
 */
export async function firstPage(router: Router): Promise<void> {
  const known = start.hasSession ? cache.prefetchQuery({ ...accountQuery, retry: false }) : undefined
  const early = askEarly()
  forgetEarly()
  await Promise.all([known, routeLoaded(router), Promise.race([early, wait(PatienceMs)])])
}

/** Asks for what `EarlyCalls` has sent off, into the cache that the pages read from. */
function askEarly(): Promise<unknown> {
  const page = document.documentElement.dataset.first as keyof typeof EarlyCalls | 'other' | undefined
  if (page === 'welcome') return cache.prefetchInfiniteQuery(galleryQuery)
  if (page !== 'create') return Promise.resolve()
  return Promise.all([
    cache.prefetchInfiniteQuery(generationsQuery), cache.prefetchQuery(modelsQuery), cache.prefetchQuery(creditsQuery),
  ])
}

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

function routeLoaded(router: Router): Promise<void> {
  if (router.state.initialized) return Promise.resolve()
  return new Promise(resolve => {
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return
      stop()
      resolve()
    })
  })
}
