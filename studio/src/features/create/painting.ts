import { createStore } from '~/lib/store'

/** Whether the mask editor is open; a link from a picture opens it too. */
export const painting = createStore(false)

export const openMaskEditor = (): void => painting.set(true)
