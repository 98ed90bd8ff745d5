// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest'
import { follow } from './follow'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A stream that says something and then nothing more; it fails when it is given up. */
function silentAfter(text: string, signal: AbortSignal): Response {
  return new Response(new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      signal.addEventListener('abort', () => controller.error(new Error('given up')))
    },
  }))
}

test('a connection that falls silent is opened anew after the last event', async () => {
  vi.useFakeTimers()
  const asked: (string | null)[] = []
  const stop = new AbortController()
  // jsdom's requests lack the signal: it is taken where it is made.
  const any = vi.spyOn(AbortSignal, 'any')
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request.headers.get('Last-Event-ID'))
    const event = '{"type":"image.started","generationId":"g1"}'
    const signal = any.mock.results.at(-1)!.value as AbortSignal
    return silentAfter(`id: 41\nevent: image.started\ndata: ${event}\n\n`, signal)
  })
  const heard: string[] = []
  const nothing = () => undefined
  const following = follow(
    { onEvent: event => heard.push(event.type), onFresh: nothing, onSignedOut: nothing, onLost: nothing }, stop.signal)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked).toEqual([null])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(asked).toEqual([null, '41'])
  expect(heard).toEqual(['image.started', 'image.started'])
  stop.abort()
  await vi.advanceTimersByTimeAsync(5000)
  await following
})
