/** What the pointer does, with the key that chooses it. */
export const Tools = { brush: 'b', eraser: 'e', rectangle: 'r', lasso: 'l', move: 'h' } as const

export type Tool = keyof typeof Tools

export const SizeMin = 4
export const SizeMax = 200
