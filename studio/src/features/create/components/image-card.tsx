import { ActionIcon, Button, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { GeneratedImage, Generation } from '~/api/types'
import { failureOf } from '~/lib/i18n/sentence'
import { useWords } from '~/lib/i18n/use-words'
import { addressInWorkspace } from '~/lib/session/workspace'
import { IconX } from '~/ui/icons'
import { tellProblem } from '~/ui/toast'
import { useCancelImage } from '../api/cancel-generation'
import { useCreateGeneration } from '../api/create-generation'
import classes from '../create.module.css'

/** Where a generation stands in the queue, as far as it is known. */
export type Place = Partial<Pick<Generation, 'position' | 'estimatedStartAt'>>

type CardProps = { image: GeneratedImage; generation: Generation; place: Place; isSeen: boolean }
type ResultProps = { image: GeneratedImage; prompt: string; isSeen: boolean; isNew: boolean }

/** One picture, from its place in the queue to what it is; its box has its shape from the first moment. */
export function ImageCard(props: CardProps) {
  const { image, generation } = props
  const { request } = generation
  const [width, height] = [image.width ?? request.width ?? 1, image.height ?? request.height ?? 1]
  const isWaiting = image.status === 'queued'
  const isOpen = isWaiting || image.status === 'running'
  const [isNew] = useState(isOpen)
  return (
    <div
      className={`${classes.card} plate ${isWaiting ? classes.waiting : ''}`}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      <Content {...props} isNew={isNew} />
      {isOpen && generation.images.length > 1 && <CancelOne image={image} generation={generation} />}
    </div>
  )
}

/** Cancels this picture alone. What runs stops at its next step, so the button waits until the event tells. */
function CancelOne({ image, generation }: Pick<CardProps, 'image' | 'generation'>) {
  const { t } = useWords()
  const cancel = useCancelImage()
  const number = generation.images.indexOf(image) + 1
  return (
    <ActionIcon className={classes.cancel} size="sm" variant="default" radius="xl"
      aria-label={t('feed.cancelOne', { number })} loading={cancel.isPending || cancel.isSuccess}
      onClick={() => cancel.mutate({ id: generation.id, imageId: image.id })}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  )
}

function Content({ image, generation, place, isSeen, isNew }: CardProps & { isNew: boolean }): ReactNode {
  switch (image.status) {
    case 'completed':
      return image.isDeleted
        ? <Ended image={image} />
        : <Result image={image} prompt={generation.request.prompt} isSeen={isSeen} isNew={isNew} />
    case 'running':
      return <Running image={image} />
    case 'queued':
      return <Waiting place={place} isFirst={generation.images.find(one => one.status === 'queued') === image} />
    case 'failed':
      return <Failed image={image} generation={generation} />
    default:
      return <Ended image={image} />
  }
}

/** What has come about before one's eyes fades in; what was there is there. */
function Result({ image, prompt, isSeen, isNew }: ResultProps) {
  const { t } = useWords()
  return (
    <Link to={`/pictures/${image.id}`} aria-label={t('feed.open', { prompt })}
      className={`${classes.result} ${isNew ? classes.new : ''}`}>
      <img src={addressInWorkspace(image.thumbnailUrl ?? image.url ?? '')} alt={prompt}
        loading={isSeen ? 'eager' : 'lazy'} />
    </Link>
  )
}

function Running({ image }: { image: GeneratedImage }) {
  const { t } = useWords()
  const [step, steps] = [image.step ?? 0, image.steps ?? 0]
  return (
    <>
      {step > 0 && image.previewUrl && <Preview url={addressInWorkspace(image.previewUrl)} step={step} />}
      <div className={classes.said}>
        {step > 0 ? t('feed.step', { step, steps }) : t('feed.starting')}
        <div className={classes.bar} role="progressbar" aria-label={t('feed.progress')}
          aria-valuemin={0} aria-valuemax={steps || 1} aria-valuenow={step}>
          <div style={{ width: `${steps ? (step / steps) * 100 : 0}%` }} />
        </div>
      </div>
    </>
  )
}

/** How it looks so far; the last one stays until the next is there, and nothing shows before the first. */
function Preview({ url, step }: { url: string; step: number }) {
  const [shown, setShown] = useState<string | null>(null)
  const next = `${url}${url.includes('?') ? '&' : '?'}step=${step}`
  return (
    <>
      {shown && <img className={classes.preview} src={shown} alt="" />}
      <img className="visually-hidden" src={next} alt="" onLoad={() => setShown(next)} />
    </>
  )
}

function Waiting({ place, isFirst }: { place: Place; isFirst: boolean }) {
  const words = useWords()
  const { t } = words
  return (
    <Stack gap={2} align="center" p="sm" ta="center">
      <Text size="sm" fw={500}>
        {isFirst && place.position ? t('feed.position', { position: place.position }) : t('feed.queued')}
      </Text>
      {isFirst && place.estimatedStartAt && (
        <Text size="xs">{t('feed.startsIn', { when: words.until(place.estimatedStartAt) })}</Text>
      )}
    </Stack>
  )
}

function Failed({ image, generation }: { image: GeneratedImage; generation: Generation }) {
  const words = useWords()
  const { t } = words
  const create = useCreateGeneration()
  return (
    <Stack gap={4} align="center" p="sm" ta="center">
      <Text size="sm" fw={500}>{t('feed.failed')}</Text>
      <Text size="xs" lineClamp={4}>{image.failure && failureOf(image.failure, words)}</Text>
      <Text size="xs">{t('feed.uncharged')}</Text>
      <Button size="compact-sm" variant="default" loading={create.isPending}
        onClick={() => create.mutate({ ...generation.request, count: 1, seed: image.seed }, { onError: tellProblem })}>
        {t('app.retry')}
      </Button>
    </Stack>
  )
}

function Ended({ image }: { image: GeneratedImage }) {
  const { t } = useWords()
  return (
    <Stack gap={2} align="center" p="sm" ta="center">
      <Text size="sm">{image.isDeleted ? t('feed.deleted') : t('feed.cancelled')}</Text>
      {!image.isDeleted && <Text size="xs">{t('feed.uncharged')}</Text>}
    </Stack>
  )
}
