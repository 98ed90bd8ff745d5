import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

/** How many tokens a prompt has for a model, and how many it reads at once. The same words are not counted twice. */
export const tokensQuery = (model: string | undefined, prompt: string) => queryOptions({
  queryKey: ['tokens', model, prompt],
  queryFn: ({ signal }) =>
    body(api.POST('/api/v1/models/{key}/tokens', { params: { path: { key: model! } }, body: { prompt }, signal })),
  enabled: model !== undefined && prompt !== '',
  placeholderData: keepPreviousData,
  staleTime: Infinity,
  gcTime: 60_000,
})
