import type { CreateApiKeyRequest } from '~/api/types'

/** How long a key may hold. */
export const Lives = ['never', '30', '90', '365'] as const

export type Life = (typeof Lives)[number]

/** What the form for a new key has. */
export type KeyForm = { name: string; scopes: string[]; life: Life; spendCap: string | number; models: string[] }

export const EmptyKeyForm: KeyForm = { name: '', scopes: ['generate', 'read'], life: 'never', spendCap: '', models: [] }

const DayMs = 86_400_000

/** What a person may give to a key: no more than they have themselves. */
export function scopesFor({ role, isAdmin }: { role: string; isAdmin: boolean }): string[] {
  const scopes = role === 'member' ? ['generate', 'read'] : ['generate', 'read', 'manage']
  return isAdmin ? [...scopes, 'worker', 'admin'] : scopes
}

/** The request that a form asks for: what was left empty is left out. */
export function toRequest(form: KeyForm, now: number): CreateApiKeyRequest {
  return {
    name: form.name.trim(),
    scopes: form.scopes,
    ...(form.life === 'never' ? {} : { expiresAt: new Date(now + Number(form.life) * DayMs).toISOString() }),
    ...(form.spendCap === '' ? {} : { spendCap: Number(form.spendCap) }),
    ...(form.models.length === 0 ? {} : { models: form.models }),
  }
}
