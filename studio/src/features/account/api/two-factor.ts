import { api, body } from '~/api/client'

/** A new secret, for an app to take in; it holds once a code of it is confirmed. */
export const beginTwoFactor = (password: string) =>
  body(api.POST('/api/v1/account/two-factor/begin', { body: { password } }))

/** Ten recovery codes, shown once. */
export const confirmTwoFactor = (code: string) =>
  body(api.POST('/api/v1/account/two-factor/confirm', { body: { code } }))

export const renewRecoveryCodes = (password: string) =>
  body(api.POST('/api/v1/account/two-factor/recovery-codes', { body: { password } }))

export const disableTwoFactor = (password: string) =>
  api.POST('/api/v1/account/two-factor/disable', { body: { password } })
