import { api, body } from '~/api/client'

export type RegisterRequest = { email: string; password: string; invitation: string | null }

/** What comes next is `confirm-email`, `approval` or `log-in`. */
export const register = (request: RegisterRequest) => body(api.POST('/api/v1/account/register', { body: request }))

export const confirmEmail = (token: string) => api.POST('/api/v1/account/confirm-email', { body: { token } })

export const resendConfirmation = (email: string) =>
  api.POST('/api/v1/account/resend-confirmation', { body: { email } })
