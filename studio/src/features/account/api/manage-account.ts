import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

export const changePassword = (request: { currentPassword: string; newPassword: string }) =>
  api.POST('/api/v1/account/password', { body: request })

export const changeEmail = (request: { email: string; password: string }) =>
  api.POST('/api/v1/account/email', { body: request })

export const deleteAccount = (password: string) => api.DELETE('/api/v1/account', { body: { password } })

/** Where the person is logged in. */
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/account/sessions', { params: { query: { limit: 100 } }, signal })),
})

export const endSession = (id: string) => api.DELETE('/api/v1/account/sessions/{id}', { params: { path: { id } } })

export const endOtherSessions = () => api.DELETE('/api/v1/account/sessions')
