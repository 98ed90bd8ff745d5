import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import type { Image } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { startsQuery } from '~/lib/pictures/start-picture'
import { addressInWorkspace } from '~/lib/session/workspace'
import { patiently } from '~/lib/patiently'
import { IconContrast } from '~/ui/icons'
import { ZoomView } from '~/ui/zoom-view'

const CompareView = lazy(() => patiently(async () => ({ default: (await import('~/ui/compare-view')).CompareView })))

/** The picture; beside what it was made from, where that is still there and is asked for. */
export function PictureView({ image }: { image: Image }) {
  const { t } = useWords()
  const [isComparing, setComparing] = useState(false)
  const from = image.recipe.image
  const start = useQuery({ ...startsQuery(from ? [from] : []), enabled: from != null }).data?.[0]
  const shown = { alt: image.recipe.prompt, width: image.width, height: image.height }
  const src = addressInWorkspace(image.url)
  const toggle = start && (
    <Button variant="default" size="xs" h={28} aria-pressed={isComparing}
      leftSection={<IconContrast size={16} aria-hidden />} onClick={() => setComparing(!isComparing)}>
      {t('compare.show')}
    </Button>
  )
  if (!isComparing || !start) return <ZoomView src={src} {...shown}>{toggle}</ZoomView>
  return (
    <Suspense fallback={<ZoomView src={src} {...shown}>{toggle}</ZoomView>}>
      <CompareView before={addressInWorkspace(start.url)} after={src} {...shown} tools={toggle} />
    </Suspense>
  )
}
