import { api, body } from '~/api/client'
import type { Account } from '~/api/types'

export type LogInRequest = { email: string; password: string; code?: string; recoveryCode?: string }

export const logIn = (request: LogInRequest): Promise<Account> =>
  body(api.POST('/api/v1/account/log-in', { body: request }))
