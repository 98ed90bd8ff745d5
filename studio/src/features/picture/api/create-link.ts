import { api, body } from '~/api/client'

/** A signed address that opens one picture for a while. */
export const createLink = (id: string, expiresInSeconds: number) =>
  body(api.POST('/api/v1/images/{id}/links', { params: { path: { id } }, body: { expiresInSeconds } }))
