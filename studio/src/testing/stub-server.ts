import { vi } from 'vitest'
import type { Account, Estimate, Generation, Image, OfferedModel, OfferedPlan, Workspace } from '~/api/types'

/** What a route of the stub answers: a value as JSON with 200, or an answer of its own. */
type Handler = (asked: Asked) => unknown

/** A request that came, with its body where it had one. */
export type Asked = { route: string; url: URL; body: unknown; workspace: string | null }

const ada: Account = {
  id: 'ada', email: 'ada@example.com', isAdmin: false, isTwoFactorOn: false, recoveryCodesLeft: 0,
  personalWorkspaceId: 'home', createdAt: '2026-11-21T16:00:00Z',
}

export const home: Workspace = {
  id: 'home', name: 'Ada', isPersonal: true, plan: 'pro', role: 'owner', memberCount: 1,
  createdAt: '2026-11-21T16:00:00Z',
}

const miniature: OfferedModel = {
  key: 'miniature', title: 'Miniature', tags: [], wallet: 'images', isInPlan: true, isAvailable: true, sidePixels: 256,
  prices: [{ operation: 'text-to-image', width: 512, height: 512, credits: 1 }],
}

const pro: OfferedPlan = {
  key: 'pro', title: 'Pro', price: '', billings: [], credits: [],
  entitlements: {
    parallel: 2, imagesPerRequest: 4, speedClass: 'standard', models: [], parameters: 'full', largestSidePixels: 2048,
    largestPixels: 4_194_304, stepsMax: 150, visibility: 'private', commercialUse: true, trainings: [],
    trainingImagesMax: 0, apiAccess: true, extras: [],
  },
}

export const estimate: Estimate = { isAccepted: true, refusals: [], costPerImage: 1, cost: 2, balance: 20 }

const page = (items: unknown[]) => ({ items, next: null })

/** What somebody finds who has just registered. */
const Usual: Record<string, Handler> = {
  'GET /api/v1/account': () => ada,
  'GET /api/v1/workspaces': () => page([home]),
  'GET /api/v1/models': () => [miniature],
  'GET /api/v1/plans': () => [pro],
  'GET /api/v1/subscription': () => ({ plan: 'pro', isOffered: true, since: '2026-11-21T16:00:00Z' }),
  'GET /api/v1/credits': () => [],
  'GET /api/v1/generations': () => page([]),
  'GET /api/v1/images': () => page([]),
  'GET /api/v1/collections': () => page([]),
  'GET /api/v1/api-keys': () => page([]),
  'POST /api/v1/estimates': () => estimate,
  'GET /api/v1/events': () => new Response(new ReadableStream()), // open, and nothing happens
}

/** Answers in the server's place; a route that it does not know is no such route. */
export function stubServer(routes: Record<string, Handler> = {}): Asked[] {
  const handlers = { ...Usual, ...routes }
  const all: Asked[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url)
    const route = `${request.method} ${url.pathname}`
    const text = request.method === 'GET' ? '' : await request.text()
    const workspace = request.headers.get('Mezzotint-Workspace')
    const asked: Asked = { route, url, workspace, body: text ? JSON.parse(text) : null }
    all.push(asked)
    const answer = handlers[route] ? handlers[route](asked) : refusal(404, 'no_such_route', `There is no ${route}.`)
    return answer instanceof Response ? answer : Response.json(answer)
  })
  return all
}

/** An answer that refuses. */
export const refusal = (status: number, code: string, detail: string): Response =>
  Response.json({ status, code, detail }, { status, headers: { 'Content-Type': 'application/problem+json' } })

/** A picture of the history. */
export const picture = (id: string, prompt: string): Image => ({
  id, generationId: 'g', url: `/api/v1/images/${id}/content`, thumbnailUrl: `/api/v1/images/${id}/thumbnail`,
  mediaType: 'image/png', bytes: 9, width: 256, height: 256, operation: 'text-to-image', model: 'miniature', seed: 1,
  seconds: 1, cost: 1, isFavourite: false, isPublic: false, isHidden: false, createdAt: '2026-11-21T16:00:00Z',
  recipe: { prompt },
})

/** A generation of pictures that wait. */
export const waiting = (prompt: string, count: number): Generation => ({
  id: 'g1', status: 'queued', request: { prompt, count }, cost: 0, createdAt: '2026-11-21T16:00:00Z',
  images: Array.from({ length: count }, (_, index) =>
    ({ id: `i${index}`, status: 'queued', seed: index, model: 'miniature', isDeleted: false })),
})
