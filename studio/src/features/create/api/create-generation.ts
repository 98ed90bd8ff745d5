import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { CreateGenerationRequest } from '~/api/types'
import { createId } from '~/lib/ids'
import { putGeneration } from '~/lib/live/generations'

/** Asks for pictures; the key makes a repeat after a lost answer the same request. */
export const createGeneration = (request: CreateGenerationRequest, key: string) =>
  body(api.POST('/api/v1/generations', { body: request, params: { header: { 'Idempotency-Key': key } } }))

/** Gives a request its key: a new one, but the same again where the answer to the same request was lost. */
export function createKeys() {
  let lost: { request: string; key: string } | null = null
  return {
    keyOf(request: CreateGenerationRequest): string {
      const text = JSON.stringify(request)
      const key = lost?.request === text ? lost.key : createId()
      lost = { request: text, key }
      return key
    },
    /** What the server answered, whatever it was, is lost no more. */
    answered: () => void (lost = null),
  }
}

export function useCreateGeneration() {
  const cache = useQueryClient()
  const [keys] = useState(createKeys)
  return useMutation({
    mutationFn: (request: CreateGenerationRequest) => createGeneration(request, keys.keyOf(request)),
    onError: error => {
      if (!isProblem(error, 'unreachable')) keys.answered()
    },
    onSuccess: generation => {
      keys.answered()
      putGeneration(cache, generation)
      void cache.invalidateQueries({ queryKey: ['credits'] })
      void cache.invalidateQueries({ queryKey: ['estimate'] })
    },
  })
}
