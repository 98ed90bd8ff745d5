import type { components } from './schema'

type Schemas = components['schemas']

export type Account = Schemas['Account']
export type ApiKey = Schemas['ApiKey']
export type Collection = Schemas['Collection']
export type CreateGenerationRequest = Schemas['CreateGenerationRequest']
export type CreditTransfer = Schemas['CreditTransfer']
export type Estimate = Schemas['Estimate']
export type GalleryImage = Schemas['GalleryImage']
export type GeneratedImage = Schemas['GeneratedImage']
export type Generation = Schemas['Generation']
export type GenerationEvent = Schemas['GenerationEvent']
export type Image = Schemas['Image']
export type Invitation = Schemas['Invitation']
export type Member = Schemas['Member']
export type OfferedModel = Schemas['OfferedModel']
export type OfferedPack = Schemas['OfferedPack']
export type OfferedPlan = Schemas['OfferedPlan']
export type Passkey = Schemas['Passkey']
export type Session = Schemas['Session']
export type Branding = Schemas['ShownBranding']
export type Subscription = Schemas['Subscription']
export type Upload = Schemas['Upload']
export type WalletCredits = Schemas['WalletCredits']
export type Webhook = Schemas['Webhook']
export type WebhookDelivery = Schemas['WebhookDelivery']
export type Workspace = Schemas['Workspace']

/** Part of a list, as every list of the API comes. */
export type Page<T> = { items: T[]; next: string | null }
