import { Box, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** A label over what names itself to a screen reader already. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box>
      <Text size="sm" fw={600} mb={4} aria-hidden>{label}</Text>
      {children}
    </Box>
  )
}
