/** A colour by its three bytes. */
type Rgb = readonly [number, number, number]

const White: Rgb = [255, 255, 255]
const Black: Rgb = [12, 10, 9]

/** How far each of ten shades lies from the colour itself towards white (above 0) or black (below). */
const Shades = [0.94, 0.86, 0.7, 0.52, 0.34, 0.16, 0, -0.14, -0.28, -0.42]

export function readColour(text: string): Rgb {
  const number = Number.parseInt(text.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

const write = (colour: Rgb): string =>
  `#${colour.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
]

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(part => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1 to 21, WCAG 2.2. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** Ten shades of an operator's colour, light to dark; the seventh is the colour itself. */
export function shadesOf(colour: string): string[] {
  const own = readColour(colour)
  return Shades.map(share => write(share >= 0 ? mix(own, White, share) : mix(own, Black, -share)))
}

/** The first of these shades, from an index on, that text on a background can be read in (4.5 to 1). */
export function readableShade(shades: string[], background: string, from: number, step: 1 | -1): number {
  for (let index = from; index >= 0 && index < shades.length; index += step)
    if (contrast(readColour(shades[index]!), readColour(background)) >= 4.5) return index
  return step > 0 ? shades.length - 1 : 0
}

const DarkestLight = 238
const LightestDark = 36

/** Whether text can be read on a colour behind everything: each of its parts light enough, or dark enough. */
export const suits = (colour: string, scheme: 'light' | 'dark'): boolean =>
  readColour(colour).every(part => (scheme === 'light' ? part >= DarkestLight : part <= LightestDark))
