import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A part of the page that is about one thing. */
export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Stack component="section" className="surface" p="lg" gap="md" aria-label={title}>
      <div>
        <Title order={2} size="h4">{title}</Title>
        {text && <Text size="sm" c="dimmed" mt={2}>{text}</Text>}
      </div>
      {children}
    </Stack>
  )
}
