import { useIntersection } from '@mantine/hooks'
import { useEffect } from 'react'

/** Asks for more as soon as the end of a list comes near. */
export function MoreSentinel({ hasMore, onMore }: { hasMore: boolean; onMore: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '800px' })
  const isNear = entry?.isIntersecting ?? false
  useEffect(() => {
    if (isNear && hasMore) onMore()
  }, [isNear, hasMore, onMore])
  return <div ref={ref} aria-hidden />
}
