// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { EmptyDraft } from './draft'

test('a draft with a start picture is there again after a reload', async () => {
  const kept = { ...EmptyDraft, prompt: 'a boat', start: { id: 'i1', url: '/i1', width: 9, height: 9, mask: null } }
  localStorage.setItem('mezzotint-draft', JSON.stringify(kept))
  vi.resetModules()
  const { readDraft } = await import('./draft')
  expect(readDraft()).toEqual(kept)
})
