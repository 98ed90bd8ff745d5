/** The shapes that are offered by name; `own` is by number. */
export const Ratios = ['1:1', '4:3', '3:4', '16:9', '9:16', 'own'] as const

export type Ratio = (typeof Ratios)[number]

export type Size = { width: number; height: number }

/** Sides are multiples of this: fine enough for small models, whole blocks for large ones. */
const stepOf = (side: number): number => (side < 512 ? 32 : 64)

/** The size of a shape with about as many pixels as a model's own square. */
export function sizeOfRatio(ratio: Exclude<Ratio, 'own'>, side: number): Size {
  const [across, down] = ratio.split(':').map(Number) as [number, number]
  const step = stepOf(side)
  const round = (pixels: number) => Math.max(step, Math.round(pixels / step) * step)
  const scale = Math.sqrt(across / down)
  return { width: round(side * scale), height: round(side / scale) }
}

/** The size that is asked for; null leaves it to the model. */
export function sizeOf(
  wish: { ratio: Ratio; width: number | null; height: number | null },
  side: number | null,
): Size | null {
  if (wish.ratio === 'own') return wish.width && wish.height ? { width: wish.width, height: wish.height } : null
  if (side === null) return wish.ratio === '1:1' ? null : sizeOfRatio(wish.ratio, 512)
  return sizeOfRatio(wish.ratio, side)
}
