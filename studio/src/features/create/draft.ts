import type { CreateGenerationRequest, OfferedModel } from '~/api/types'
import { keep, keptJson, onForget } from '~/lib/storage'
import { createStore, useStore } from '~/lib/store'
import { type Ratio, sizeOf } from './sizes'
import { type StyleKey, withStyle } from './styles'

/** A picture to start from, and the part of it that is painted anew. */
export type Start = { id: string; url: string; width: number; height: number; mask: { id: string; url: string } | null }

/** What is being asked for, as the form has it; null is the model's own. */
export type Draft = {
  prompt: string
  negativePrompt: string
  model: string | null
  ratio: Ratio
  width: number | null
  height: number | null
  count: number
  style: StyleKey
  steps: number | null
  guidanceScale: number | null
  sampler: string | null
  scheduler: string | null
  seed: number | null
  format: string
  strength: number
  start: Start | null
}

export const EmptyDraft: Draft = {
  prompt: '',
  negativePrompt: '',
  model: null,
  ratio: '1:1',
  width: null,
  height: null,
  count: 2,
  style: 'none',
  steps: null,
  guidanceScale: null,
  sampler: null,
  scheduler: null,
  seed: null,
  format: 'png',
  strength: 0.75,
  start: null,
}

const StorageName = 'draft'

/** Kept at every change, so that a reload loses nothing. What an older version kept is filled up. */
const draft = createStore<Draft>({ ...EmptyDraft, ...keptJson(StorageName, isPartOfDraft) })
draft.subscribe(() => keep(StorageName, draft.get()))
onForget(() => draft.set(EmptyDraft))

export const readDraft = (): Draft => draft.get()

/** Whether something is set that few people set. */
export const hasAdvanced = ({ steps, guidanceScale, sampler, scheduler, seed, format }: Draft): boolean =>
  [steps, guidanceScale, sampler, scheduler, seed].some(value => value !== null) || format !== EmptyDraft.format

export const useDraft = (): Draft => useStore(draft)

export const changeDraft = (change: Partial<Draft>): void => draft.set({ ...draft.get(), ...change })

/** Whether something that was kept fits a draft: each field that it has is of its kind. */
export function isPartOfDraft(value: unknown): value is Partial<Draft> {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(([name, field]) => {
    const usual = EmptyDraft[name as keyof Draft]
    if (usual === undefined) return false
    if (name === 'start') return field === null || isStart(field)
    if (usual === null) return field === null || typeof field === 'number' || typeof field === 'string'
    return typeof field === typeof usual
  })
}

// Declared, not assigned: the draft is read while this file is still being run.
function isStart(value: unknown): value is Start {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    && 'url' in value && typeof value.url === 'string' && 'width' in value && 'height' in value && 'mask' in value
}

/** The request that a draft stands for. */
export function toRequest(draft: Draft, model: OfferedModel | undefined): CreateGenerationRequest {
  const { start } = draft
  const size = start ? null : sizeOf(draft, model?.sidePixels ?? null)
  return dropEmpty({
    prompt: withStyle(draft.prompt.trim(), draft.style),
    negativePrompt: draft.negativePrompt.trim(),
    model: model?.key,
    count: draft.count,
    width: size?.width,
    height: size?.height,
    steps: draft.steps,
    guidanceScale: draft.guidanceScale,
    sampler: draft.sampler,
    scheduler: draft.scheduler,
    seed: draft.seed,
    image: start?.id,
    mask: start?.mask?.id,
    strength: start ? draft.strength : null,
    format: draft.format,
  })
}

/** A draft that asks for what a request asked for. */
export function fromRequest(request: CreateGenerationRequest): Partial<Draft> {
  return {
    prompt: request.prompt,
    negativePrompt: request.negativePrompt ?? '',
    model: request.model ?? null,
    ratio: request.width ? 'own' : '1:1',
    width: request.width ?? null,
    height: request.height ?? null,
    count: request.count ?? 1,
    style: 'none',
    steps: request.steps ?? null,
    guidanceScale: request.guidanceScale ?? null,
    sampler: request.sampler ?? null,
    scheduler: request.scheduler ?? null,
    seed: request.seed ?? null,
    format: request.format ?? 'png',
    strength: request.strength ?? EmptyDraft.strength,
  }
}

type Loose = { [Name in keyof CreateGenerationRequest]?: CreateGenerationRequest[Name] | null | undefined }

const dropEmpty = (request: Loose): CreateGenerationRequest =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value != null && value !== '')) as never
