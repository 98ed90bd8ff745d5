const Boxes = 3

/**
 * A plane of bytes under about a Gaussian blur: three boxes one after the other, as the W3C's Filter Effects describe
 * feGaussianBlur. Beyond its edges the plane goes on as it ends. Done here, because Safari's canvas has no `filter`.
 */
export function blurred(plane: Uint8ClampedArray, width: number, height: number, sigma: number): Uint8ClampedArray {
  if (sigma <= 0) return plane
  let [from, to] = [plane.slice(), new Uint8ClampedArray(plane.length)]
  for (const radius of radii(sigma)) {
    for (let y = 0; y < height; y++) box(from, to, y * width, 1, width, radius)
    for (let x = 0; x < width; x++) box(to, from, x, width, height, radius)
  }
  return from
}

/** Three radii whose boxes together have the variance of the Gaussian, as near as whole numbers come. */
export function radii(sigma: number): number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / Boxes + 1)
  const small = Math.max(1, 2 * Math.floor((ideal - 1) / 2) + 1)
  const few = Math.round(
    (12 * sigma * sigma - Boxes * small * small - 4 * Boxes * small - 3 * Boxes) / (-4 * small - 4))
  return Array.from({ length: Boxes }, (_, index) => ((index < few ? small : small + 2) - 1) / 2)
}

/** The mean of 2 * radius + 1 neighbours along one line of a plane. */
function box(
  from: Uint8ClampedArray, to: Uint8ClampedArray, start: number, step: number, count: number, radius: number,
): void {
  const at = (index: number) => from[start + Math.min(count - 1, Math.max(0, index)) * step]!
  let sum = 0
  for (let index = -radius; index <= radius; index++) sum += at(index)
  for (let index = 0; index < count; index++) {
    to[start + index * step] = Math.round(sum / (2 * radius + 1))
    sum += at(index + radius + 1) - at(index - radius)
  }
}
