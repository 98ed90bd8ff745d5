import { Box } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { label: string; maxHeight?: number; children: ReactNode }

/** Lets what is too wide for a phone, or too long, be moved within its frame, also by keyboard. */
export function Scroller({ label, maxHeight, children }: Props) {
  return (
    // What scrolls must be reached by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <Box role="region" aria-label={label} tabIndex={0} mah={maxHeight} style={{ overflow: 'auto' }}>{children}</Box>
  )
}
