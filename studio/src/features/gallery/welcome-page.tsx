import { Button, Container, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { MessageKey } from '~/lib/i18n/en'
import { useWords } from '~/lib/i18n/use-words'
import { start } from '~/lib/start'
import { IconAdjustments, IconEye, IconLock } from '~/ui/icons'
import { galleryQuery } from './api/gallery'
import { GalleryWall } from './components/gallery-wall'
import classes from './gallery.module.css'

const Reasons = [
  { icon: IconEye, title: 'welcome.watch', text: 'welcome.watchText' },
  { icon: IconAdjustments, title: 'welcome.change', text: 'welcome.changeText' },
  { icon: IconLock, title: 'welcome.own', text: 'welcome.ownText' },
] satisfies { icon: unknown; title: MessageKey; text: MessageKey }[]

/** What this place is, for who is here for the first time. */
export function WelcomePage() {
  const { t } = useWords()
  const { data } = useInfiniteQuery(galleryQuery)
  const images = data?.pages[0]?.items.slice(0, 24) ?? []
  useEffect(() => {
    document.title = start.brand.name
  }, [])
  return (
    <Container size={1400} px={{ base: 'md', sm: 'lg' }} pb="xl">
      <div className={classes.hero}>
        <Title order={1}>{t('welcome.title')}</Title>
        <Text size="lg" c="dimmed" mt="md" mb="xl">{t('welcome.text', { name: start.brand.name })}</Text>
        <Group justify="center">
          <Button component={Link} to="/register" size="md">{t('nav.register')}</Button>
          <Button component={Link} to="/plans" size="md" variant="default">{t('create.plans')}</Button>
        </Group>
      </div>
      <Stack gap={48}>
        {images.length > 0 && <GalleryWall images={images} />}
        <div className={classes.steps}>
          {Reasons.map(reason => (
            <Stack key={reason.title} className="surface" p="lg" gap={6}>
              <reason.icon size={26} aria-hidden />
              <Title order={2} size="h4">{t(reason.title)}</Title>
              <Text size="sm" c="dimmed">{t(reason.text)}</Text>
            </Stack>
          ))}
        </div>
      </Stack>
    </Container>
  )
}
