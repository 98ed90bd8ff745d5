import { api } from '~/api/client'

export const forgotPassword = (email: string) => api.POST('/api/v1/account/forgot-password', { body: { email } })

export const resetPassword = (request: { token: string; password: string }) =>
  api.POST('/api/v1/account/reset-password', { body: request })
