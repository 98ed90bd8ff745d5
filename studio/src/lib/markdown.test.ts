import { expect, test } from 'vitest'
import { readMarkdown, readSpans } from './markdown'

test('headings, paragraphs, lists and code are blocks', () => {
  const blocks = readMarkdown('# One\ntext\nmore\n\n- a\n- b\n  c\n\n1. x\n\n```sh\nls\n```')
  expect(blocks.map(block => block.kind)).toEqual(['heading', 'paragraph', 'list', 'list', 'code'])
  expect(blocks[2]).toEqual({
    kind: 'list', isOrdered: false, items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b c' }]],
  })
})

test('a link leads to the web, to mail or to a page of ours, and nowhere else', () => {
  expect(readSpans('see [us](https://x.example) **now**')).toEqual([
    { kind: 'text', text: 'see ' },
    { kind: 'link', text: 'us', to: 'https://x.example' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'now' },
  ])
  expect(readSpans('[x](javascript:alert(1))')[0]).toEqual({ kind: 'text', text: 'x' })
  expect(readSpans('[x](//evil.example)')[0]).toEqual({ kind: 'text', text: 'x' })
})
