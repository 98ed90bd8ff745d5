import { expect, test } from 'vitest'
import type { OfferedModel } from '~/api/types'
import { EmptyDraft, fromRequest, isPartOfDraft, toRequest } from './draft'

const miniature: OfferedModel = {
  key: 'miniature', title: 'Miniature', tags: [], wallet: 'images', isAvailable: true, prices: [], sidePixels: 256,
}

test('a new draft asks for no more than it must', () => {
  expect(toRequest({ ...EmptyDraft, prompt: ' a boat ' }, miniature))
    .toEqual({ prompt: 'a boat', model: 'miniature', count: 2, width: 256, height: 256, format: 'png' })
})

test('a style adds its words', () => {
  expect(toRequest({ ...EmptyDraft, prompt: 'a boat', style: 'lineArt' }, miniature).prompt).toBe('a boat, line art')
})

test('a start picture brings its own size, and strength counts with it alone', () => {
  const start = { id: 'u1', url: '/u1', width: 300, height: 200, mask: { id: 'm1', url: '/m1' } }
  const request = toRequest({ ...EmptyDraft, prompt: 'a boat', start, strength: 0.5 }, miniature)
  expect(request).toMatchObject({ image: 'u1', mask: 'm1', strength: 0.5 })
  expect(request.width).toBeUndefined()
  expect(toRequest({ ...EmptyDraft, prompt: 'a boat', strength: 0.5 }, miniature).strength).toBeUndefined()
})

test('what was asked for can be asked for again', () => {
  const request = toRequest(
    { ...EmptyDraft, prompt: 'a boat', ratio: '4:3', seed: 7, steps: 9, sampler: 'Euler', negativePrompt: 'fog' },
    miniature,
  )
  expect(toRequest({ ...EmptyDraft, ...fromRequest(request) }, miniature)).toEqual(request)
})

test('what somebody else wrote into storage is no draft', () => {
  expect(isPartOfDraft({ prompt: 'a boat', seed: 7, start: null })).toBe(true)
  expect(isPartOfDraft({ prompt: 7 })).toBe(false)
  expect(isPartOfDraft({ start: { id: 1 } })).toBe(false)
  expect(isPartOfDraft({ other: 'x' })).toBe(false)
  expect(isPartOfDraft('text')).toBe(false)
})
