import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'
import type { CreateGenerationRequest } from '~/api/types'

/** What a request would cost, and what stands against it. The prompt changes neither, so it is not sent. */
export function estimateQuery(request: CreateGenerationRequest) {
  const wordless = { ...request, prompt: '-', ...(request.negativePrompt ? { negativePrompt: '-' } : {}) }
  return queryOptions({
    queryKey: ['estimate', wordless],
    queryFn: ({ signal }) => body(api.POST('/api/v1/estimates', { body: wordless, signal })),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  })
}
