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
