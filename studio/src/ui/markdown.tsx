import { Anchor, Code, List, Text, Title } from '@mantine/core'
import { type Block, type Span, readMarkdown } from '~/lib/markdown'

/** A text of the operator's. */
export function Markdown({ text }: { text: string }) {
  return readMarkdown(text).map((block, index) => <Shown key={index} block={block} />)
}

function Shown({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Title order={block.level === 1 ? 2 : block.level === 2 ? 3 : 4} mt="lg" mb="xs">
          <Spans of={block.spans} />
        </Title>
      )
    case 'list':
      return (
        <List type={block.isOrdered ? 'ordered' : 'unordered'} mb="md">
          {block.items.map((item, index) => <List.Item key={index}><Spans of={item} /></List.Item>)}
        </List>
      )
    case 'code':
      return <Code block mb="md">{block.text}</Code>
    default:
      return <Text mb="md"><Spans of={block.spans} /></Text>
  }
}

function Spans({ of }: { of: Span[] }) {
  return of.map((span, index) => {
    switch (span.kind) {
      case 'link':
        return <Anchor key={index} href={span.to} underline="always">{span.text}</Anchor>
      case 'strong':
        return <strong key={index}>{span.text}</strong>
      case 'emphasis':
        return <em key={index}>{span.text}</em>
      case 'code':
        return <Code key={index}>{span.text}</Code>
      default:
        return span.text
    }
  })
}
