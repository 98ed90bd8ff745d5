import { api, body } from '~/api/client'
import type { Account } from '~/api/types'

/** Whether this browser can use passkeys. */
export const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Logs in with a passkey of this device or phone. */
export async function logInWithPasskey(): Promise<Account> {
  const { challengeId, options } = await body(api.POST('/api/v1/account/passkeys/log-in-options'))
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  return body(api.POST('/api/v1/account/passkeys/log-in', { body: { challengeId, credential: credential.toJSON() } }))
}
