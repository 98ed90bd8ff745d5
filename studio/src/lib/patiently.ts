import { isThere, untilReturn } from './connection'

const Reloaded = 'mezzotint-reloaded'

// Vite's own word of a part that did not come; what becomes of it is decided below.
globalThis.addEventListener?.('vite:preloadError', event => event.stopImmediatePropagation())

/**
 * Loads a part of the program. Where the network or the server is away it waits until they are back, and the page that
 * is shown stays; where the part is gone, as after an update, the page loads itself anew, once.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (await isThere()) return loadAnew(error)
    await untilReturn()
    return load().catch(loadAnew) // some browsers remember that a part did not come
  }
}

function loadAnew(error: unknown): Promise<never> {
  if (sessionStorage.getItem(Reloaded) === location.pathname) throw error
  sessionStorage.setItem(Reloaded, location.pathname)
  location.reload()
  return new Promise(() => undefined)
}
