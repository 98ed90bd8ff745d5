import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** One part of a page under its own heading, with what can be done about it beside that. */
export function Card(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <Box component="section" className="surface" p={{ base: 'md', sm: 'lg' }} aria-label={props.title}>
      <Group justify="space-between" mb="md" gap="sm">
        <Title order={2} size="h4">{props.title}</Title>
        {props.actions}
      </Group>
      {props.children}
    </Box>
  )
}
