import { reach } from '~/api/client'
import { isProblem } from '~/api/problem'
import type { GenerationEvent } from '~/api/types'
import { type StreamMessage, readMessages } from './event-stream'

const BetweenTriesMs = 2000

/** The server writes something every 15 seconds; a connection that is silent for longer is dead, as after sleep. */
const SilentMs = 40_000

/** What the follower of a workspace is told. */
export type Listener = {
  /** Something happened. */
  onEvent: (event: GenerationEvent) => void
  /** A stream from now on is open: what was read before it may be older than its first event. */
  onFresh: () => void
  /** The session is over. */
  onSignedOut: () => void
  /** The workspace is not there for this person. */
  onLost: () => void
}

/** Follows a workspace's events on one connection until it is told to stop, and resumes after the last event. */
export async function follow(listener: Listener, stop: AbortSignal): Promise<void> {
  let lastId: string | null = null
  while (!stop.aborted) {
    const silence = watchSilence()
    try {
      const answer = await reach('/api/v1/events', {
        signal: AbortSignal.any([stop, silence.signal]),
        headers: lastId === null ? {} : { 'Last-Event-ID': lastId },
      })
      if (lastId === null) listener.onFresh()
      for await (const message of readMessages(textOf(answer, silence.heard))) {
        lastId = message.id ?? lastId
        const event = readEvent(message)
        if (event) listener.onEvent(event)
      }
    } catch (error) {
      if (isProblem(error, 'unauthorized')) return listener.onSignedOut()
      if (isProblem(error, 'not_found')) listener.onLost()
      // Anything else is a connection that ended: the next one goes on where this one was.
    } finally {
      silence.end()
    }
    await pause(stop)
  }
}

/** Ends a connection on which nothing was heard for too long. */
function watchSilence() {
  const over = new AbortController()
  const wait = () => setTimeout(() => over.abort(), SilentMs)
  let timer = wait()
  const end = () => clearTimeout(timer)
  return {
    signal: over.signal,
    heard: () => {
      end()
      timer = wait()
    },
    end,
  }
}

async function* textOf(answer: Response, heard: () => void): AsyncGenerator<string> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard()
      yield part.value
    }
  } finally {
    reader.releaseLock()
  }
}

/** An event, where the message is one; a newer server may send others, which are passed over. */
function readEvent(message: StreamMessage): GenerationEvent | null {
  try {
    const read: unknown = JSON.parse(message.data)
    return isEvent(read) ? read : null
  } catch {
    return null
  }
}

const isEvent = (read: unknown): read is GenerationEvent =>
  typeof read === 'object' && read !== null
  && 'type' in read && typeof read.type === 'string'
  && 'generationId' in read && typeof read.generationId === 'string'

function pause(stop: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, BetweenTriesMs)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    }, { once: true })
  })
}
