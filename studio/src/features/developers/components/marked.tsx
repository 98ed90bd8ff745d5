import { Code } from '@mantine/core'

/** Text in which `code` is marked by backticks, as descriptions are written. */
export function Marked({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <Code key={index}>{part}</Code> : part))
}
