import { type ComponentType, lazy } from 'react'
import { patiently } from './patiently'

/** A part of a page that has a file of its own. */
export type Part = { load: () => Promise<void>; use: () => ComponentType }

/** Makes one. Loaded before it is drawn, it is drawn at once; else something stands in its place until it is here. */
export function createPart(load: () => Promise<ComponentType>): Part {
  let loaded: ComponentType | undefined
  const loading = async () => (loaded = await patiently(load))
  const Later = lazy(async () => ({ default: await loading() }))
  return {
    load: async () => void (await loading()),
    use: () => loaded ?? Later,
  }
}
