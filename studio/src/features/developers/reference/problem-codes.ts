/** A row of the document about refusals. */
export type ProblemCode = { status: number; codes: string[]; meaning: string; remedy: string }

/** Reads the table of docs/api/problems.md, the one place where all codes stand. */
export function readProblemCodes(markdown: string): ProblemCode[] {
  return markdown.split('\n').flatMap(line => {
    const [, status = '', codes = '', meaning = '', remedy = ''] = line.split('|').map(cell => cell.trim())
    if (!/^\d{3}$/.test(status)) return []
    return [{ status: Number(status), codes: codesIn(codes), meaning: plain(meaning), remedy: plain(remedy) }]
  })
}

const codesIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(match => match[1]!)

/** Text without the marks of Markdown. */
const plain = (text: string): string => text.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1').replaceAll('`', '')
