import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Generation } from '~/api/types'
import { useWords } from '~/lib/i18n/use-words'
import { generationQuery } from '~/lib/live/generations'
import { tell, tellProblem } from '~/ui/toast'
import { useCancelGeneration } from '../api/cancel-generation'
import classes from '../create.module.css'
import { useTakeUp } from '../use-take-up'
import { ImageCard, type Place } from './image-card'

const BetweenLooksMs = 4000

/** One request and its pictures; those of the first are seen at once. */
export function GenerationGroup({ generation, isFirst }: { generation: Generation; isFirst: boolean }) {
  const words = useWords()
  const { t } = words
  const cancel = useCancelGeneration()
  const place = usePlace(generation)
  const isOpen = generation.status === 'queued' || generation.status === 'running'
  const takeUp = useTakeUp()
  const reuse = async () => {
    const isWhole = await takeUp(generation.request)
    window.scrollTo({ top: 0, behavior: 'smooth' })
    if (isWhole) tell(t('feed.reused'))
  }
  return (
    <Stack gap="xs" component="article">
      <Group justify="space-between" gap="sm" wrap="nowrap" align="start">
        <Text size="sm" lineClamp={2}>{generation.request.prompt}</Text>
        <Group gap={4} wrap="nowrap">
          <Button size="compact-xs" variant="subtle" color="gray"
            onClick={() => void reuse().catch(tellProblem)}>
            {t('feed.reuse')}
          </Button>
          {isOpen && (
            <Button size="compact-xs" variant="default" loading={cancel.isPending}
              onClick={() => cancel.mutate(generation.id)}>
              {t('feed.cancelAll')}
            </Button>
          )}
        </Group>
      </Group>
      <div className={classes.grid}>
        {generation.images.map(image => (
          <ImageCard key={image.id} image={image} generation={generation} place={place} isSeen={isFirst} />
        ))}
      </div>
      <Text size="xs" c="dimmed">
        {generation.images[0]?.model} · {words.ago(generation.createdAt)}
        {generation.cost > 0 && ` · ${words.credits(generation.cost)}`}
      </Text>
    </Stack>
  )
}

/** Where it stands in the queue: looked up again and again while it waits, for no event tells. What was looked up is
 * over once the first picture has begun. */
function usePlace(generation: Generation): Place {
  const isQueued = generation.status === 'queued'
  const { data } = useQuery({ ...generationQuery(generation.id), enabled: isQueued, refetchInterval: BetweenLooksMs })
  return isQueued ? (data ?? generation) : {}
}
