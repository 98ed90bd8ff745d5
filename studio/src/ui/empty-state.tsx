import { Stack, Text, ThemeIcon, Title } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import { useTitle } from '~/lib/title'

type Icon = ComponentType<{ size?: number; 'aria-hidden'?: boolean }>

type Props = { icon: Icon; title: string; text: string; isPage?: boolean; children?: ReactNode }

/** What stands where there is nothing yet, in a page or as all of it: what it is, and what to do. */
export function EmptyState(props: Props) {
  useTitle(props.isPage ? props.title : null)
  return (
    <Stack align="center" gap="sm" py={64} px="md" ta="center">
      <ThemeIcon size={64} radius="xl" variant="light" color="gray">
        <props.icon size={32} aria-hidden />
      </ThemeIcon>
      <Title order={props.isPage ? 1 : 2} size="h3">{props.title}</Title>
      <Text c="dimmed" maw={440}>{props.text}</Text>
      {props.children}
    </Stack>
  )
}
