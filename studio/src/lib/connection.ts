import { createStore } from './store'

/** Whether the server can be reached: `away` where the network is there and the server is not, as in a restart. */
export type Connection = 'here' | 'offline' | 'away'

const FirstWaitMs = 1000
const LongestWaitMs = 10_000

export const connection = createStore<Connection>('here')

const returned = new Set<() => void>()
let isAsking = false

/** Calls back whenever the server is there again: what was shown may be old. */
export function onReturn(listener: () => void): () => void {
  returned.add(listener)
  return () => void returned.delete(listener)
}

/** Resolves once the server is there again. */
export function untilReturn(): Promise<void> {
  reportUnreachable()
  return new Promise(resolve => {
    const forget = onReturn(() => {
      forget()
      resolve()
    })
  })
}

/** A call did not get through: from now on the server is asked whether it is there, ever more slowly. */
export function reportUnreachable(): void {
  connection.set(navigator.onLine ? 'away' : 'offline')
  if (!isAsking) void askUntilThere()
}

async function askUntilThere(): Promise<void> {
  isAsking = true
  for (let waitMs = FirstWaitMs; ; waitMs = Math.min(waitMs * 1.5, LongestWaitMs)) {
    await wait(waitMs)
    if (await isThere()) break
    connection.set(navigator.onLine ? 'away' : 'offline')
  }
  isAsking = false
  connection.set('here')
  for (const listener of returned) listener()
}

/** A while, or less where the machine comes back to its network meanwhile. */
function wait(ms: number): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
}

/** Whether the server answers now. */
export async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/readyz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/** Begins to follow the machine's own network. */
export function followNetwork(): void {
  addEventListener('offline', reportUnreachable)
}
