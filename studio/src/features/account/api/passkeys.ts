import { queryOptions } from '@tanstack/react-query'
import { api, body } from '~/api/client'

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/account/passkeys', { params: { query: { limit: 100 } }, signal })),
})

/** Makes a passkey in this device. */
export async function addPasskey({ password, name }: { password: string; name: string }): Promise<void> {
  const { challengeId, options } = await body(api.POST('/api/v1/account/passkeys/options', { body: { password } }))
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON)
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await api.POST('/api/v1/account/passkeys', { body: { challengeId, name, credential: credential.toJSON() } })
}

export const removePasskey = (id: string) => api.DELETE('/api/v1/account/passkeys/{id}', { params: { path: { id } } })
