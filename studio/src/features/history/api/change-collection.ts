import { api } from '~/api/client'

export const renameCollection = (id: string, name: string) =>
  api.PATCH('/api/v1/collections/{id}', { params: { path: { id } }, body: { name } })

/** Dissolves it; no picture is deleted. */
export const deleteCollection = (id: string) => api.DELETE('/api/v1/collections/{id}', { params: { path: { id } } })
