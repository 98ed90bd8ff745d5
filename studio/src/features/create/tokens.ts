/** What one part of a prompt holds, in CLIP's text encoders. */
export const TokensInPart = 75

const LettersInToken = 7

/** About how many tokens a prompt has: vocabularies hold most words whole, long and rare ones in pieces. */
export function countTokens(prompt: string): number {
  const pieces = prompt.match(/[\p{L}\p{M}]+|\d|[^\s\p{L}\p{M}\d]+/gu) ?? []
  return pieces.reduce((sum, piece) => sum + Math.max(1, Math.ceil(piece.length / LettersInToken)), 0)
}
