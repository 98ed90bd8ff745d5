import { expect, test } from 'vitest'
import type { GeneratedImage, Generation } from '~/api/types'
import { withGeneration, withImage } from './generations'

const image = (id: string, more: Partial<GeneratedImage> = {}): GeneratedImage =>
  ({ id, status: 'queued', seed: 1, model: 'miniature', ...more })

const generation = (id: string, more: Partial<Generation> = {}): Generation => ({
  id,
  status: 'queued',
  request: { prompt: 'a boat' },
  images: [image(`${id}-1`), image(`${id}-2`)],
  cost: 0,
  createdAt: '2026-11-21T16:00:00Z',
  ...more,
})

const pages = (...parts: Generation[][]) =>
  ({ pages: parts.map(items => ({ items, next: null })), pageParams: parts.map(() => undefined) })

const idsOf = (list: ReturnType<typeof pages>) => list.pages.map(page => page.items.map(item => item.id))

test('what is new stands first', () => {
  expect(idsOf(withGeneration(pages([generation('a')], [generation('b')]), generation('c')) as never))
    .toEqual([['c', 'a'], ['b']])
})

test('what is known stays in its place and changes there', () => {
  const changed = withGeneration(pages([generation('a')], [generation('b')]), generation('b', { cost: 2 }))
  expect(idsOf(changed as never)).toEqual([['a'], ['b']])
  expect(changed.pages[1]!.items[0]!.cost).toBe(2)
})

test('an image that runs makes its generation run, and keeps what the event leaves out', () => {
  const changed = withImage(generation('a'), image('a-2', { status: 'running', step: 3, steps: 20 }))
  expect(changed.status).toBe('running')
  expect(changed.images.map(one => one.status)).toEqual(['queued', 'running'])
  expect(withImage(changed, { ...image('a-2'), status: 'running', step: 4 }).images[1]).toMatchObject({ steps: 20 })
})

test('what has ended stays ended when an answer that was older comes after it', () => {
  const ended = generation('a', { images: [image('a-1', { status: 'completed', url: '/1' }), image('a-2')] })
  const stale = generation('a', { status: 'running', images: [image('a-1', { status: 'running', step: 1 }), image('a-2', { status: 'running', step: 2 })] })
  const [first, second] = withGeneration(pages([ended]), stale).pages[0]!.items[0]!.images
  expect(first).toMatchObject({ status: 'completed', url: '/1' })
  expect(second).toMatchObject({ status: 'running', step: 2 })
  expect(withGeneration(pages([generation('a', { status: 'completed' })]), stale).pages[0]!.items[0]!.status).toBe('completed')
})
