import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { galleryImageQuery } from '~/lib/pictures/gallery-image'
import { imageQuery } from '~/lib/pictures/queries'
import { tellProblem } from '~/ui/toast'
import { EmptyDraft, changeDraft, fromRequest } from './draft'
import { useTakeUp } from './use-take-up'

/**
 * Takes up what an address brings along, and takes it out of the address: `like` (a picture of the gallery), `again` (a
 * picture's recipe, with `seed` the same one), `start` (a picture to start from, with `mask` to be painted at once).
 */
export function useArrivals(onPaint: () => void): void {
  const [params, setParams] = useSearchParams()
  const cache = useQueryClient()
  const takeUp = useTakeUp()
  useEffect(() => {
    if (params.size === 0) return
    setParams({}, { replace: true })
    void arrive(params).then(() => params.has('mask') && onPaint(), tellProblem)

    async function arrive(arriving: URLSearchParams): Promise<void> {
      const again = arriving.get('again')
      if (again) {
        const { recipe } = await cache.fetchQuery(imageQuery(again))
        await takeUp(recipe, { count: 1, seed: arriving.has('seed') ? Number(arriving.get('seed')) : null })
      }
      const start = arriving.get('start')
      if (start) {
        const { id, url, width, height, recipe } = await cache.fetchQuery(imageQuery(start))
        changeDraft({ start: { id, url, width, height, mask: null }, prompt: recipe.prompt })
      }
      const like = arriving.get('like')
      if (like) {
        const { prompt, negativePrompt, model, width, height, steps, guidanceScale, sampler, scheduler } =
          await cache.fetchQuery(galleryImageQuery(like))
        const recipe = { prompt, negativePrompt, model, width, height, steps, guidanceScale, sampler, scheduler }
        changeDraft({ ...fromRequest(recipe), count: EmptyDraft.count, start: null })
      }
    }
  }, [params, setParams, cache, onPaint, takeUp])
}
