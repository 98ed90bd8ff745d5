import type { QueryClient } from '@tanstack/react-query'
import { reach } from '~/api/client'
import { patchImages } from './changes'

const UndoMs = 6000
const MostAtOnce = 100

/** Pictures that are gone from view and not yet from the server. */
const waiting = new Map<symbol, { ids: string[]; timer: ReturnType<typeof setTimeout> }>()

/**
 * Takes pictures out of view at once and deletes them in some seconds, so that it can be undone: what the server
 * deletes is really gone. Leaving the page deletes them then.
 */
export function deleteLater(cache: QueryClient, ids: string[], onError: (error: unknown) => void): () => void {
  const mark = Symbol('deletion')
  const gone = new Set(ids)
  patchImages(cache, image => (gone.has(image.id) ? null : image))
  const timer = setTimeout(() => {
    waiting.delete(mark)
    deleteNow(ids).then(() => refresh(cache), error => {
      refresh(cache)
      onError(error)
    })
  }, UndoMs)
  waiting.set(mark, { ids, timer })
  return () => {
    const deletion = waiting.get(mark)
    if (!deletion) return
    clearTimeout(deletion.timer)
    waiting.delete(mark)
    refresh(cache)
  }
}

function refresh(cache: QueryClient): void {
  void cache.invalidateQueries({ queryKey: ['images'] })
  void cache.invalidateQueries({ queryKey: ['generations'] })
  void cache.invalidateQueries({ queryKey: ['collections'] })
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
  for (const { ids, timer } of waiting.values()) {
    clearTimeout(timer)
    void deleteNow(ids)
  }
  waiting.clear()
})
