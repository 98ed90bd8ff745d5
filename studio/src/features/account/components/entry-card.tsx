import { Box, Center, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTitle } from '~/lib/title'
import { BrandMark } from '~/ui/brand-mark'

/** The frame of all pages by which people come in. */
export function EntryCard(props: { title: string; text?: string; children: ReactNode; foot?: ReactNode }) {
  useTitle(props.title)
  return (
    <Center px="md" py={{ base: 'lg', sm: 64 }}>
      <Box className="surface" p={{ base: 'lg', sm: 'xl' }} w="100%" maw={420}>
        <Stack gap="md">
          <Stack gap={6} align="center" ta="center">
            <BrandMark size={44} />
            <Title order={1} size="h3">{props.title}</Title>
            {props.text && <Text c="dimmed" size="sm">{props.text}</Text>}
          </Stack>
          {props.children}
          {props.foot && <Text size="sm" ta="center" c="dimmed" component="div">{props.foot}</Text>}
        </Stack>
      </Box>
    </Center>
  )
}
