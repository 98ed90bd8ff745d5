import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { imageQuery } from '~/lib/pictures/queries'
import { tellProblem } from '~/ui/toast'
import { type Draft, changeDraft, fromRequest } from './draft'

/**
 * Takes up what an address brings along, and takes it out of the address: `prompt`, `again` (a picture's recipe, with
 * `seed` the same one), `start` (a picture to start from, with `mask` to be painted at once).
 */
export function useArrivals(onPaint: () => void): void {
  const [params, setParams] = useSearchParams()
  const cache = useQueryClient()
  useEffect(() => {
    if (params.size === 0) return
    setParams({}, { replace: true })
    void arrive(params).then(
      change => {
        changeDraft(change)
        if (params.has('mask')) onPaint()
      },
      tellProblem,
    )

    async function arrive(arriving: URLSearchParams): Promise<Partial<Draft>> {
      const change: Partial<Draft> = {}
      const again = arriving.get('again')
      if (again) {
        const { recipe } = await cache.fetchQuery(imageQuery(again))
        const seed = arriving.has('seed') ? Number(arriving.get('seed')) : null
        Object.assign(change, fromRequest(recipe), { count: 1, start: null, seed })
      }
      const start = arriving.get('start')
      if (start) {
        const { id, url, width, height, recipe } = await cache.fetchQuery(imageQuery(start))
        Object.assign(change, { start: { id, url, width, height, mask: null }, prompt: recipe.prompt })
      }
      const prompt = arriving.get('prompt')
      if (prompt) change.prompt = prompt
      return change
    }
  }, [params, setParams, cache, onPaint])
}
