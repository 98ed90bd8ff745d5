import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { reach } from '~/api/client'
import { patchImages } from './changes'
import { leave, stay } from './leaving'
import { refreshImages } from './newest'

const MostAtOnce = 100

/** A deletion that can still be taken back. */
export type Deletion = { undo: () => void; finish: () => void }

/** Pictures that are gone from view and not yet from the server. */
const waiting = new Map<symbol, string[]>()

/**
 * Takes pictures out of view at once and deletes them when it is over with taking that back: what the server deletes is
 * really gone. Leaving the page deletes them then.
 */
export function deleteLater(cache: QueryClient, ids: string[], onError: (error: unknown) => void): Deletion {
  const mark = Symbol('deletion')
  const gone = new Set(ids)
  const before: [QueryKey, unknown][] = cache.getQueriesData({ queryKey: ['images', 'list'] })
  waiting.set(mark, ids)
  leave(ids)
  patchImages(cache, image => (gone.has(image.id) ? null : image))
  const bringBack = () => {
    stay(ids)
    for (const [key, list] of before) cache.setQueryData(key, list)
    refreshImages(cache)
  }
  const forget = () => {
    for (const kind of ['generations', 'collections']) void cache.invalidateQueries({ queryKey: [kind] })
  }
  return {
    undo() {
      if (waiting.delete(mark)) bringBack()
    },
    finish() {
      if (!waiting.delete(mark)) return
      deleteNow(ids).then(forget, error => {
        bringBack()
        onError(error)
      })
    },
  }
}

/** `keepalive` lets the request live on when the page goes. */
async function deleteNow(ids: string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += MostAtOnce)
    await reach('/api/v1/images/delete', {
      method: 'POST',
      keepalive: true,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ids: ids.slice(at, at + MostAtOnce) }),
    })
}

globalThis.addEventListener?.('pagehide', () => {
  for (const ids of waiting.values()) void deleteNow(ids)
  waiting.clear()
})
