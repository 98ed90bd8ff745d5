import { Button, Chip, Group, Skeleton, Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '~/lib/i18n/use-words'
import { generationsQuery } from '~/lib/live/generations'
import { EmptyState } from '~/ui/empty-state'
import { IconPhoto } from '~/ui/icons'
import { ProblemAlert } from '~/ui/problem-alert'
import { changeDraft } from '../draft'
import { GenerationGroup } from './generation-group'

/** Prompts that the bundled model does well, for the very first picture. */
const Examples = [
  'a red house on a green hill at night',
  'a yellow boat on the sea at sunset, watercolour',
  'an orange cat on the beach by day',
  'a green rocket in the desert at night, pixel art',
]

/** What was asked for last, newest first: as it waits, as it comes about, and as it is. */
export function GenerationFeed() {
  const { t } = useWords()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(generationsQuery)
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Stack>{[0, 1].map(key => <Skeleton key={key} h={260} radius="md" />)}</Stack>
  const generations = data.pages.flatMap(page => page.items)
  if (generations.length === 0) return <NothingYet />
  return (
    <Stack gap="xl">
      {generations.map((generation, index) => (
        <GenerationGroup key={generation.id} generation={generation} isFirst={index === 0} />
      ))}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('app.more')}
        </Button>
      )}
    </Stack>
  )
}

function NothingYet() {
  const { t } = useWords()
  return (
    <EmptyState icon={IconPhoto} title={t('create.empty')} text={t('create.emptyText')}>
      <Group justify="center" gap="xs" role="group" aria-label={t('create.tryOne')}>
        {Examples.map(prompt => (
          <Chip key={prompt} checked={false} variant="outline" onClick={() => changeDraft({ prompt })}>{prompt}</Chip>
        ))}
      </Group>
    </EmptyState>
  )
}
