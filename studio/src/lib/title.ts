import { useEffect } from 'react'
import { start } from './start'

/** Writes a page's name, with the service's, onto the browser's tab; null leaves that to others. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = title === start.brand.name ? title : `${title} · ${start.brand.name}`
  }, [title])
}
