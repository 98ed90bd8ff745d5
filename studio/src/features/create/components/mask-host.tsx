import { Suspense, lazy } from 'react'
import { useStore } from '~/lib/store'
import { patiently } from '~/lib/patiently'
import { useDraft } from '../draft'
import { painting } from '../painting'

const MaskEditor = lazy(() => patiently(async () => ({ default: (await import('../mask/mask-editor')).MaskEditor })))

/** The mask editor, loaded when it is opened. It stands in the page: settings may be folded away. */
export function MaskHost() {
  const isPainting = useStore(painting)
  const { start } = useDraft()
  if (!isPainting || !start) return null
  return <Suspense fallback={null}><MaskEditor start={start} onClose={() => painting.set(false)} /></Suspense>
}
