/** Styles, and the words that each adds to a prompt. */
export const Styles = {
  none: '',
  watercolour: 'watercolour',
  lineArt: 'line art',
  pixelArt: 'pixel art',
  flat: 'flat colours, simple shapes',
  photo: 'photograph, natural light, 50 mm, sharp focus',
  film: 'film still, cinematic light, shallow depth of field',
  oil: 'oil painting, visible brush strokes',
  engraving: 'mezzotint engraving, deep blacks, soft tones',
  isometric: 'isometric, clean, soft shadows',
} as const

export type StyleKey = keyof typeof Styles

export const withStyle = (prompt: string, style: StyleKey): string =>
  Styles[style] && prompt ? `${prompt}, ${Styles[style]}` : prompt
