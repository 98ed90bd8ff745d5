import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { CreateGenerationRequest } from '~/api/types'
import { putGeneration } from '~/lib/live/generations'
import { createId } from '~/lib/ids'

/** Asks for pictures; the key makes a repeat after a lost answer the same request. */
export const createGeneration = (request: CreateGenerationRequest, key: string) =>
  body(api.POST('/api/v1/generations', { body: request, params: { header: { 'Idempotency-Key': key } } }))

export function useCreateGeneration() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (request: CreateGenerationRequest) => createGeneration(request, createId()),
    onSuccess: generation => {
      putGeneration(cache, generation)
      void cache.invalidateQueries({ queryKey: ['credits'] })
      void cache.invalidateQueries({ queryKey: ['estimate'] })
    },
  })
}
