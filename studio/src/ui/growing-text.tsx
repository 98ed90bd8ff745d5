import { Textarea, type TextareaProps } from '@mantine/core'

type Props = TextareaProps & { minRows: number; maxRows: number; paddingPx?: number }

/** Whether fields grow with their text by themselves; elsewhere each change is measured, and the first paint waits. */
const isNative = globalThis.CSS?.supports?.('field-sizing', 'content') ?? false

/** A field of several lines that is as high as its text, within bounds. */
export function GrowingText({ minRows, maxRows, paddingPx = 0, ...props }: Props) {
  if (!isNative) return <Textarea {...props} autosize minRows={minRows} maxRows={maxRows} />
  const height = (rows: number) => `calc(${rows}lh + ${paddingPx}px)`
  const input = { fieldSizing: 'content', minHeight: height(minRows), maxHeight: height(maxRows) } as const
  return <Textarea {...props} resize="none" styles={{ input }} />
}
