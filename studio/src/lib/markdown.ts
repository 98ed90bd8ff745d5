/** A piece of text within a line. */
export type Span =
  | { kind: 'text' | 'strong' | 'emphasis' | 'code'; text: string }
  | { kind: 'link'; text: string; to: string }

/** A block of a text. */
export type Block =
  | { kind: 'heading'; level: number; spans: Span[] }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; isOrdered: boolean; items: Span[][] }
  | { kind: 'code'; text: string }

const Inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\(([^)\s]+)\)/g
const SafeAddress = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/

/** Reads the Markdown that operators' pages need: headings, lists, links, emphasis, code. It makes no HTML. */
export const readMarkdown = (text: string): Block[] =>
  text.replaceAll('\r\n', '\n').split(/\n{2,}/).filter(part => part.trim()).flatMap(readPart)

function readPart(part: string): Block[] {
  const heading = /^(#{1,4}) (.*)(?:\n([\s\S]*))?$/.exec(part)
  if (heading) {
    const level = heading[1]!.length
    return [{ kind: 'heading', level, spans: readSpans(heading[2]!) }, ...(heading[3] ? readPart(heading[3]) : [])]
  }
  if (part.startsWith('```')) return [{ kind: 'code', text: part.replaceAll(/^```.*\n|\n?```$/g, '') }]
  const lines = part.split('\n')
  for (const [mark, isOrdered] of [[/^[-*] /, false], [/^\d+\. /, true]] as const)
    if (mark.test(part)) return [{ kind: 'list', isOrdered, items: readItems(lines, mark) }]
  return [{ kind: 'paragraph', spans: readSpans(lines.join(' ')) }]
}

function readItems(lines: string[], mark: RegExp): Span[][] {
  const items: string[] = []
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''))
    else items[items.length - 1] += ` ${line.trim()}`
  }
  return items.map(readSpans)
}

export function readSpans(text: string): Span[] {
  const spans: Span[] = []
  let at = 0
  const add = (span: Span) => (span.text ? spans.push(span) : 0)
  for (const match of text.matchAll(Inline)) {
    const [whole, code, strong, emphasis, label, to] = match
    add({ kind: 'text', text: text.slice(at, match.index) })
    at = match.index + whole.length
    if (code) add({ kind: 'code', text: code })
    else if (strong) add({ kind: 'strong', text: strong })
    else if (emphasis) add({ kind: 'emphasis', text: emphasis })
    else if (label && to) add(SafeAddress.test(to) ? { kind: 'link', text: label, to } : { kind: 'text', text: label })
  }
  add({ kind: 'text', text: text.slice(at) })
  return spans
}
