// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { EmptyDraft, changeDraft } from '~/features/create/draft'
import { putGeneration } from '~/lib/live/generations'
import { openPage } from '~/testing/open-page'
import { estimate, refusal, stubServer, waiting } from '~/testing/stub-server'

const Tokens = 'POST /api/v1/models/miniature/tokens'
const promptField = () => screen.findByLabelText('What should the picture show?')

beforeEach(() => changeDraft(EmptyDraft))

test('what is asked for is what stands in the form, and its pictures appear as they wait', async () => {
  const asked = stubServer({
    [Tokens]: () => ({ count: 3, limit: 75 }),
    'POST /api/v1/generations': ({ body }) => waiting((body as { prompt: string }).prompt, 4),
  })
  const { person } = await openPage('/create')
  await person.type(await promptField(), 'a red house')
  await person.click(within(screen.getByRole('radiogroup', { name: 'Pictures' })).getByText('4'))
  expect(await screen.findByText('3 / 75 tokens')).toBeTruthy()
  await person.click(screen.getByRole('button', { name: 'Create' }))
  expect(await screen.findByRole('button', { name: 'Cancel picture 4' })).toBeTruthy()
  expect(asked.find(({ route }) => route === 'POST /api/v1/generations')?.body)
    .toEqual({ prompt: 'a red house', model: 'miniature', count: 4, width: 256, height: 256, format: 'png' })
})

test('one picture of several is cancelled, and the others stay', async () => {
  let whole = waiting('a red house', 2)
  const asked = stubServer({
    'GET /api/v1/generations': () => ({ items: [whole], next: null }),
    'GET /api/v1/generations/g1': () => whole,
    'DELETE /api/v1/generations/g1/images/i1': () =>
      (whole = { ...whole, images: [whole.images[0]!, { ...whole.images[1]!, status: 'cancelled' }] }),
  })
  const { person } = await openPage('/create')
  await person.click(await screen.findByRole('button', { name: 'Cancel picture 2' }))
  expect(await screen.findByText('Nothing was charged.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Cancel picture 2' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Cancel picture 1' })).toBeTruthy()
  expect(asked.filter(({ route }) => route.startsWith('DELETE'))).toHaveLength(1)
})

test('a model whose vocabulary is elsewhere has its tokens guessed', async () => {
  stubServer({ [Tokens]: () => ({ count: null, limit: 75 }) })
  const { person } = await openPage('/create')
  await person.type(await promptField(), 'a red house')
  expect(await screen.findByText('about 3 / 75 tokens')).toBeTruthy()
})

test('what it costs stands there before, and so does why it cannot be', async () => {
  let balance = 20
  stubServer({
    'POST /api/v1/estimates': () => balance >= 2 ? { ...estimate, balance } : {
      ...estimate, balance, isAccepted: false,
      refusals: [{ code: 'insufficient_credits', detail: 'x', plan: null, isMomentary: false }],
    },
  })
  const { person } = await openPage('/create')
  await promptField()
  expect(await screen.findByText('Costs 2 credits, 20 left')).toBeTruthy()
  balance = 1
  await person.click(within(screen.getByRole('radiogroup', { name: 'Pictures' })).getByText('3'))
  expect(await screen.findByText(/This costs 2 credits; you have 1 credit\./)).toBeTruthy()
})

test('a refusal says what the server says, and the prompt stays', async () => {
  stubServer({ 'POST /api/v1/generations': () => refusal(429, 'waiting_jobs', '5 images wait, the plan lets 5.') })
  const { person } = await openPage('/create')
  await person.type(await promptField(), 'a red house')
  await person.click(screen.getByRole('button', { name: 'Create' }))
  expect((await screen.findByRole('alert')).textContent).not.toBe('')
  await waitFor(() => expect(screen.getByDisplayValue('a red house')).toBeTruthy())
})

test('a negative prompt that a request brings along is seen', async () => {
  const asked = { ...waiting('a red house', 1), status: 'completed' }
  asked.request.negativePrompt = 'fog'
  stubServer({ 'GET /api/v1/generations': () => ({ items: [asked], next: null }) })
  const { person } = await openPage('/create')
  await person.click(await screen.findByRole('button', { name: 'Use again' }))
  expect(await screen.findByLabelText('What should it keep away from?')).toHaveProperty('value', 'fog')
})

test('a place in the queue is over once the first picture has begun', async () => {
  const whole = { ...waiting('a red house', 2), position: 3, estimatedStartAt: '2000-01-01T00:00:00Z' }
  stubServer({
    'GET /api/v1/generations': () => ({ items: [whole], next: null }),
    'GET /api/v1/generations/g1': () => whole,
  })
  const { cache } = await openPage('/create')
  expect(await screen.findByText('Place 3 in the queue')).toBeTruthy()
  expect(screen.getByText('should start now')).toBeTruthy()
  const images = [{ ...whole.images[0]!, status: 'completed' }, whole.images[1]!]
  putGeneration(cache, { ...whole, status: 'running', images })
  await waitFor(() => expect(screen.queryByText('Place 3 in the queue')).toBeNull())
  expect(screen.getByText('Waiting')).toBeTruthy()
})
