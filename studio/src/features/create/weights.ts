/** A text with what is selected in it. */
export type Selected = { text: string; start: number; end: number }

const Least = 0.1
const Most = 2
const WordLetter = /[^\s,()]/

/** Gives what is selected, or the word at the cursor, more or less weight: word, (word:1.1), (word:1.2) and back. */
export function changeWeight(selected: Selected, by: number): Selected {
  const { text } = selected
  const around = weighted(text, selected)
  const inner = around ?? wordsAt(selected)
  if (inner.end <= inner.start) return selected
  const words = text.slice(inner.start, inner.end)
  const weight = round(Math.min(Most, Math.max(Least, (around?.weight ?? 1) + by)))
  const [from, to] = around ? [around.from, around.to] : [inner.start, inner.end]
  const written = weight === 1 ? words : `(${words}:${weight})`
  const start = from + (weight === 1 ? 0 : 1)
  return { text: text.slice(0, from) + written + text.slice(to), start, end: start + words.length }
}

/** The weighted group (words:1.1) that a selection lies in, if any. */
function weighted(text: string, { start, end }: Selected) {
  for (const match of text.matchAll(/\(([^()]*):(\d+(?:\.\d+)?)\)/g)) {
    const [from, to] = [match.index, match.index + match[0].length]
    if (from <= start && end <= to)
      return { from, to, start: from + 1, end: from + 1 + match[1]!.length, weight: Number(match[2]) }
  }
  return null
}

/** What is selected without spaces around it, or the word at the cursor. */
function wordsAt({ text, start, end }: Selected): { start: number; end: number } {
  let [from, to] = [start, end]
  if (from === to) {
    while (from > 0 && WordLetter.test(text[from - 1]!)) from--
    while (to < text.length && WordLetter.test(text[to]!)) to++
  }
  while (from < to && /\s/.test(text[from]!)) from++
  while (to > from && /\s/.test(text[to - 1]!)) to--
  return { start: from, end: to }
}

const round = (weight: number): number => Math.round(weight * 100) / 100

/** What of a text became another: from where, to where, and what stands there instead. */
export function changedPart(before: string, after: string): [from: number, to: number, written: string] {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from++
  let kept = 0
  while (kept < shorter - from && before.at(-1 - kept) === after.at(-1 - kept)) kept++
  return [from, before.length - kept, after.slice(from, after.length - kept)]
}
