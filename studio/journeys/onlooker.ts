import { test as base, expect } from '@playwright/test'
import { giveSession, givenKey } from './people'

export const First = 'two pink balloons in the sky at sunset'
export const Second = 'two pink balloons in the snow by day'

/** Journeys that only look share one person with two pictures, the second made from the first. */
export const test = base.extend<object, { onlooker: string }>({
  onlooker: [async ({ playwright }, use, { workerIndex }) => {
    // A failure brings a new worker.
    const email = `onlooker-${workerIndex}@example.com`
    const program = await playwright.request.newContext({
      baseURL: process.env.MEZZOTINT_URL!,
      extraHTTPHeaders: { Authorization: `Bearer ${await givenKey(email)}`, Prefer: 'wait=60' },
    })
    let image: string | undefined
    for (const prompt of [First, Second]) {
      const answer = await program.post('/api/v1/generations', { data: { prompt, image }, timeout: 70_000 })
      const made = await answer.json() as { status: string; images: { id: string }[] }
      expect(made.status, JSON.stringify(made)).toBe('completed')
      image = made.images[0]!.id
    }
    await program.dispose()
    await use(email)
  }, { scope: 'worker', timeout: 180_000 }],
  page: async ({ page, onlooker }, use) => {
    await giveSession(page.request, onlooker)
    await use(page)
  },
})
