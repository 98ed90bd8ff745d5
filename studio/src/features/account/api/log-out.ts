import { api } from '~/api/client'

export const logOut = () => api.POST('/api/v1/account/log-out')
