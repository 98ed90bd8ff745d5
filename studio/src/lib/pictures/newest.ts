import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Image, Page } from '~/api/types'
import { FewParts, type ImageFilter, imagesQuery, readPart } from './queries'

type Parts = InfiniteData<Page<Image>, string | undefined>

/** Brings lists up to a picture that was made. One that was followed far is not read again, part by part: what is new
 * is put before it. */
export function refreshImages(cache: QueryClient): void {
  for (const { queryKey, state } of cache.getQueryCache().findAll({ queryKey: ['images', 'list'] })) {
    const parts = state.data as Parts | undefined
    if (parts && parts.pages.length > FewParts) void putNewest(cache, queryKey[2] as ImageFilter)
    else void cache.invalidateQueries({ queryKey, exact: true })
  }
}

async function putNewest(cache: QueryClient, filter: ImageFilter): Promise<void> {
  const { items } = await readPart(filter, undefined)
  cache.setQueryData<Parts>(imagesQuery(filter).queryKey, parts => parts && withNewest(parts, items))
}

/** A list with those of the newest pictures that it has not. */
export function withNewest(parts: Parts, newest: Image[]): Parts {
  const known = new Set(parts.pages.flatMap(part => part.items.map(image => image.id)))
  const added = newest.filter(image => !known.has(image.id))
  const [first, ...rest] = parts.pages
  return first && added.length > 0
    ? { ...parts, pages: [{ ...first, items: [...added, ...first.items] }, ...rest] } : parts
}
