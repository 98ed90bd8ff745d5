import { Container, Skeleton, Stack } from '@mantine/core'
import { useWords } from '~/lib/i18n/use-words'

/** A page that is on its way. */
export function PageSkeleton() {
  const { t } = useWords()
  return (
    <Container size="lg" py="lg" aria-busy="true" aria-label={t('app.loading')}>
      <Stack>
        <Skeleton h={32} w={220} />
        <Skeleton h={140} radius="lg" />
        <Skeleton h={280} radius="lg" />
      </Stack>
    </Container>
  )
}
