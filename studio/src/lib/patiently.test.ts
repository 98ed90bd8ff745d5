// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { patiently } from './patiently'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  sessionStorage.clear()
})

test('a part that cannot be loaded while the server is away is loaded when it is back', async () => {
  vi.useFakeTimers()
  let isAway = true
  vi.stubGlobal('fetch', async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return new Response()
  })
  const load = vi.fn<() => Promise<string>>(async () => {
    if (isAway) throw new TypeError('Failed to fetch dynamically imported module')
    return 'a page'
  })
  const page = patiently(load)
  await vi.advanceTimersByTimeAsync(5000)
  expect(load).toHaveBeenCalledTimes(1)
  isAway = false
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await page).toBe('a page')
})

test('a part that is gone while the server is there is an error after the page was loaded anew', async () => {
  vi.stubGlobal('fetch', async () => new Response())
  sessionStorage.setItem('mezzotint-reloaded', location.pathname)
  await expect(patiently(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
})
