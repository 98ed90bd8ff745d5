import { startTransition, useEffect, useState } from 'react'

const SettleMs = 300
const PatienceMs = 2000

/** Whether a page of this tab has come to rest: the next ones wait for nothing. */
let hasRested = false

/** Becomes true a moment after the page stands, when the browser has nothing to do: for what nobody needs at once. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(hasRested)
  useEffect(() => {
    const become = () => {
      hasRested = true
      startTransition(() => setIdle(true))
    }
    // Pictures of the page are asked for first. Safari has no idle callbacks.
    const timer = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) requestIdleCallback(become, { timeout: PatienceMs })
      else become()
    }, SettleMs)
    return () => clearTimeout(timer)
  }, [])
  return isIdle
}
