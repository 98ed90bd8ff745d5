import { Container, type MantineSize, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTitle } from '~/lib/title'

/** A page with its title, which the browser's tab shows too. */
export function Page(props: { title: string; hideTitle?: boolean; size?: MantineSize | number; children: ReactNode }) {
  useTitle(props.title)
  return (
    <Container size={props.size ?? 'lg'} py="lg" px={{ base: 'md', sm: 'lg' }}>
      <Title order={1} size="h2" mb="lg" className={props.hideTitle ? 'visually-hidden' : undefined}>
        {props.title}
      </Title>
      {props.children}
    </Container>
  )
}
