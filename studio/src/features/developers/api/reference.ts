import { queryOptions } from '@tanstack/react-query'
import { reach } from '~/api/client'
import { type ApiDocument, readDocument } from '../document'

/** The API's own description, as the server has it. */
export const referenceQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: async ({ signal }): Promise<ApiDocument> =>
    readDocument(await (await reach('/openapi/v1.json', { signal })).json()),
  staleTime: Infinity,
})
