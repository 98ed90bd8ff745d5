// @vitest-environment jsdom
import { waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { EarlyCalls, forgetEarly, takeEarly } from '~/lib/early'
import { openPage } from '~/testing/open-page'
import { stubServer } from '~/testing/stub-server'

const Gallery = { 'GET /api/v1/gallery': () => ({ items: [], next: null }) }

test.each([['/create', EarlyCalls.create], ['/gallery', EarlyCalls.welcome]])(
  'what is asked for before the program is here is what %s asks for', async (address, calls) => {
    const asked = stubServer(Gallery)
    await openPage(address)
    const paths = () => asked.map(({ url }) => url.pathname + url.search)
    await waitFor(() => expect(paths()).toEqual(expect.arrayContaining([...calls])))
  })

test('an early answer is taken once, by who asks for just that, and not when the first page stands', () => {
  const early = (path: string) => takeEarly(new Request(`http://localhost${path}`))
  const answer = Promise.resolve(new Response())
  globalThis.earlyAnswers = new Map([['/api/v1/models', answer], ['/api/v1/credits', answer]])
  expect(early('/api/v1/models?limit=1')).toBeUndefined()
  expect(takeEarly(new Request('http://localhost/api/v1/models', { method: 'POST' }))).toBeUndefined()
  expect(early('/api/v1/models')).toBe(answer)
  expect(early('/api/v1/models')).toBeUndefined()
  forgetEarly()
  expect(early('/api/v1/credits')).toBeUndefined()
})
