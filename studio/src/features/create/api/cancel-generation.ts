import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import { putGeneration } from '~/lib/live/generations'
import { tellProblem } from '~/ui/toast'

/** Cancels what is not done of a generation. */
export function useCancelGeneration() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => body(api.DELETE('/api/v1/generations/{id}', { params: { path: { id } } })),
    onSuccess: generation => putGeneration(cache, generation),
    onError: tellProblem,
  })
}

/** Cancels one picture of it; the others go on. */
export function useCancelImage() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (path: { id: string; imageId: string }) =>
      body(api.DELETE('/api/v1/generations/{id}/images/{imageId}', { params: { path } })),
    onSuccess: generation => putGeneration(cache, generation),
    onError: tellProblem,
  })
}
