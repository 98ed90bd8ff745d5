import { api, body } from '~/api/client'

export const acceptInvitation = (token: string) => body(api.POST('/api/v1/invitations/accept', { body: { token } }))
